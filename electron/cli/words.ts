/** Codes into English sentences for the terminal. */
import type { DecodedValue } from '#contract/shapes.ts';
import { accessNote } from '#contract/words/en/accessNote.ts';
import { fault } from '#contract/words/en/fault.ts';
import { flag } from '#contract/words/en/flag.ts';
import { grantIssue } from '#contract/words/en/grantIssue.ts';
import { value } from '#contract/words/en/value.ts';
import { fill } from '#contract/words/format.ts';
import type { Fault } from '#contract/faults.ts';

type Words = Readonly<Record<string, string>>;

const sentence = (words: Words, code: string, params: Readonly<Record<string, unknown>> = {}) =>
  fill(words[code] ?? code, params);

export const faultText = ({ code, params }: Fault): string => fill(fault[code], params);
export const issueText = (code: string): string => sentence(grantIssue, code);
export const noteText = (code: string, params: Readonly<Record<string, string>>): string =>
  sentence(accessNote, code, params);

export function decodedText({ text, code, params, flags }: DecodedValue): string {
  const words = code ? sentence(value, code, params) : '';
  const bits = (flags ?? []).map((bit) => sentence(flag, bit)).join(', ');
  return [words || text, bits ? `(${bits})` : ''].filter(Boolean).join(' ');
}
