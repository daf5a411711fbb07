/** Codes into English sentences for the terminal. */
import type { DecodedValue, Snapshot } from '#contract/shapes.ts';
import type { Fault } from '#contract/faults.ts';
import { aceEffect } from '#contract/words/en/aceEffect.ts';
import { acl } from '#contract/words/en/acl.ts';
import { applies } from '#contract/words/en/applies.ts';
import { controlMeans } from '#contract/words/en/controlMeans.ts';
import { controlWay } from '#contract/words/en/controlWay.ts';
import { right } from '#contract/words/en/right.ts';
import { trustee } from '#contract/words/en/trustee.ts';
import type { Trustee } from '#contract/security.ts';
import { accessNote } from '#contract/words/en/accessNote.ts';
import { estate } from '#contract/words/en/estate.ts';
import { evidence } from '#contract/words/en/evidence.ts';
import { fault } from '#contract/words/en/fault.ts';
import { fit } from '#contract/words/en/fit.ts';
import { flag } from '#contract/words/en/flag.ts';
import { forest } from '#contract/words/en/forest.ts';
import { grantIssue } from '#contract/words/en/grantIssue.ts';
import { mechanism } from '#contract/words/en/mechanism.ts';
import { jobNote } from '#contract/words/en/jobNote.ts';
import { missing } from '#contract/words/en/missing.ts';
import { policy } from '#contract/words/en/policy.ts';
import { policyLint } from '#contract/words/en/policyLint.ts';
import { schema } from '#contract/words/en/schema.ts';
import { structure } from '#contract/words/en/structure.ts';
import { trustedBy } from '#contract/words/en/trustedBy.ts';
import { value } from '#contract/words/en/value.ts';
import { via } from '#contract/words/en/via.ts';
import { decodedParts } from '#contract/words/decoded.ts';
import { fill } from '#contract/words/format.ts';

type Words = Readonly<Record<string, string>>;

/** A code that a newer workspace holds and these words do not is shown as it is. */
const sentence = (words: Words, code: string, params: Readonly<Record<string, unknown>> = {}) =>
  fill(words[code] ?? code, params);

export const faultText = ({ code, params }: Fault): string => fill(fault[code], params);
export const issueText = (code: string): string => sentence(grantIssue, code);
export const jobNoteText = (code: string): string => sentence(jobNote, code);
export const missingText = (code: string): string => sentence(missing, code);
/** Where, which attribute when it is one, and why. */
export const missingLine = ({ where, attribute, code }: Snapshot['missing'][number]): string =>
  `${where}${attribute === null ? '' : ` (${attribute})`}: ${missingText(code)}`;
export const forestText = (code: string, params: Readonly<Record<string, string>> = {}): string =>
  sentence(forest, code, params);
export const fitText = (code: string, params: Readonly<Record<string, string | number>> = {}): string =>
  sentence(fit, code, params);
export const estateText = (code: string): string => sentence(estate, code);
export const trustedByText = (code: string): string => sentence(trustedBy, code);
export const policyProblemText = (code: string, params: Readonly<Record<string, string>>): string =>
  sentence(policy, `problem.${code}`, params);
/** A finding; of a way to more rights also what it leads to. */
export const lintText = ({
  code,
  params = {},
}: {
  readonly code: string;
  readonly params?: Readonly<Record<string, string>>;
}): string => {
  const said = sentence(policyLint, code, params);
  return params['way'] === undefined ? said : `${said} ${sentence(policyLint, `way.${params['way']}`)}`;
};
export const structureText = (code: string): string => sentence(structure, code);
export const schemaText = (code: string): string => sentence(schema, code);
export const valueText = (code: string): string => sentence(value, code);
export const flagText = (code: string): string => sentence(flag, code);
export const viaText = (code: string): string => sentence(via, code);
export const mechanismText = (code: string): string => sentence(mechanism, code);
export const evidenceText = (code: string): string => sentence(evidence, code);
export const noteText = (code: string, params: Readonly<Record<string, string>>): string =>
  sentence(accessNote, code, params);

export const rightText = (code: string): string => sentence(right, code);
export const effectText = (code: string): string => sentence(aceEffect, code);
export const appliesText = (code: string): string => sentence(applies, code);
export const aclText = (code: string): string => sentence(acl, code);
export const controlWayText = (code: string): string => sentence(controlWay, code);
export const controlMeansText = (code: string): string => sentence(controlMeans, code);
/** A trustee by its name, what it is called everywhere, or its SID, and whom it means. */
export function trusteeName({ sid, name, code }: Trustee, meaning: string | null = null): string {
  const known = name ?? (code === null ? sid : sentence(value, code));
  return meaning === null ? known : `${known} (${sentence(trustee, meaning)})`;
}

export function decodedText(decoded: DecodedValue): string {
  const say = {
    value: (code: string, params: object) => sentence(value, code, { ...params }),
    flag: (code: string) => sentence(flag, code),
  };
  const [first = '', ...rest] = decodedParts(decoded, say);
  return rest.length > 0 ? `${first} (${rest.join(', ')})` : first;
}

/** `2026-11-20T08:00:00.000Z` → `2026-11-20 08:00 UTC`. */
export function when(iso: string): string {
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(iso);
  return found ? `${found[1]} ${found[2]} UTC` : iso;
}

/** `1 part`, `2 parts`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
