import { describe, expect, it } from 'vitest';
import { accessNoteParams, accessNotes } from '#domain/access/accountNotes.ts';
import type { AccessNoteCode } from '#domain/access/accountNotes.ts';
import { evidenceCodes } from '#domain/mapping/evidence.ts';
import { grantIssues, mechanisms } from '#domain/mapping/grant.ts';
import { trustKinds } from '#domain/mapping/trustKinds.ts';
import { viaNames } from '#domain/membership/graph.ts';
import * as enAccessNote from './en/accessNote.ts';
import * as enEvidence from './en/evidence.ts';
import * as enGrantIssue from './en/grantIssue.ts';
import * as enMechanism from './en/mechanism.ts';
import * as enTrustedBy from './en/trustedBy.ts';
import * as enVia from './en/via.ts';
import * as koAccessNote from './ko/accessNote.ts';
import * as koEvidence from './ko/evidence.ts';
import * as koGrantIssue from './ko/grantIssue.ts';
import * as koMechanism from './ko/mechanism.ts';
import * as koTrustedBy from './ko/trustedBy.ts';
import * as koVia from './ko/via.ts';

type Words = Readonly<Record<string, string>>;
const tables: readonly [string, readonly string[], Words, Words][] = [
  ['accessNote', accessNotes, enAccessNote.accessNote, koAccessNote.accessNote],
  ['evidence', evidenceCodes, enEvidence.evidence, koEvidence.evidence],
  ['grantIssue', grantIssues, enGrantIssue.grantIssue, koGrantIssue.grantIssue],
  ['mechanism', mechanisms, enMechanism.mechanism, koMechanism.mechanism],
  ['trustedBy', trustKinds, enTrustedBy.trustedBy, koTrustedBy.trustedBy],
  ['via', viaNames, enVia.via, koVia.via],
];
const places = (sentence: string) =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).toSorted();

describe.each(tables)('words of %s', (name, codes, en, ko) => {
  it.each(codes)('%s is said in both languages with the same parameters', (code) => {
    expect(en[code]).toBeTruthy();
    expect(ko[code]).toBeTruthy();
    expect(places(ko[code]!)).toEqual(places(en[code]!));
    expect(ko[code]).not.toMatch(/\}\)?(은|는|이|가|을|를|과|와|로|으로)(?![가-힣])/);
    expect(places(en[code]!)).toEqual(
      name === 'accessNote' ? accessNoteParams[code as AccessNoteCode].toSorted() : [],
    );
  });
});
