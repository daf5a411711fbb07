import { describe, expect, it } from 'vitest';
import { noteCodes, notesOfKeys } from '#domain/policy/notes/codes.ts';
import { policyNote as en } from './en/policyNote.ts';
import { policyNote as ko } from './ko/policyNote.ts';

const ofKeys: readonly string[] = notesOfKeys;

describe('words of notes on policies', () => {
  it.each(noteCodes)('%s is said in both languages, with the key where it has one', (code) => {
    for (const words of [en, ko]) {
      const text = words[`policyNote.${code}`];
      expect(text.length).toBeGreaterThan(15);
      expect([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)).toEqual(
        ofKeys.includes(code) ? ['key'] : [],
      );
    }
    expect(ko[`policyNote.${code}`]).toMatch(/[가-힣]/);
    expect(ko[`policyNote.${code}`]).not.toMatch(/\}(은|는|이|가|을|를|과|와|로|으로)(?![가-힣])/);
  });
});
