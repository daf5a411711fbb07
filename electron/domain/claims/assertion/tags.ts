import { claimTypes } from '../claim.ts';
import type { AssertionCode, AssertionParams } from './codes.ts';
import type { Sheet } from './sheet.ts';

/** Source: STS API Reference, Tag. */
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const characters = (text: string): number => Array.from(text).length;
const tagLimits = { count: 50, key: 128, value: 256 } as const;

export interface SessionTag {
  readonly key: string;
  readonly value: string;
  readonly transitive: boolean;
}

/** The session tags, each key once. */
export function sessionTags(sheet: Sheet): SessionTag[] {
  const transitive = sheet.indices(claimTypes.transitiveTagKeys);
  const transitiveKeys = new Set(transitive.map((claim) => sheet.claims[claim]!.value.toLowerCase()));
  const first = new Map<string, { readonly key: string; readonly claim: number }>();
  const tags: SessionTag[] = [];
  sheet.claims.forEach(({ type, value }, claim) => {
    if (!type.startsWith(claimTypes.principalTag)) return;
    const key = type.slice(claimTypes.principalTag.length);
    const before = first.get(key.toLowerCase());
    if (before?.key === key) {
      if (sheet.claims[before.claim]!.value !== value) sheet.find('tagValues', claim, { value: key });
      return;
    }
    if (before) sheet.find('tagKeyTwice', claim, { value: key, actual: before.key }, sheet.findings, 'type');
    else first.set(key.toLowerCase(), { key, claim });
    const place = { offset: claimTypes.principalTag.length, length: key.length };
    const ofKey = (code: AssertionCode, params: AssertionParams): void =>
      sheet.find(code, claim, params, sheet.findings, 'type', place);
    if (key === '' || characters(key) > tagLimits.key)
      ofKey('tagKeyLength', { count: characters(key), limit: tagLimits.key });
    if (!tagText.test(key)) ofKey('tagKeyCharacters', { value: key });
    if (/^aws:/i.test(key)) ofKey('tagKeyReserved', { value: key });
    if (characters(value) > tagLimits.value)
      sheet.find('tagValueLength', claim, { count: characters(value), limit: tagLimits.value });
    if (!tagText.test(value)) sheet.find('tagValueCharacters', claim, { value });
    tags.push({ key, value, transitive: transitiveKeys.has(key.toLowerCase()) });
  });
  if (tags.length > tagLimits.count)
    sheet.find('tagCount', null, { count: tags.length, limit: tagLimits.count });
  if (sheet.open.some(({ type }) => type === null || type.startsWith(claimTypes.principalTag)))
    sheet.find('tagOpen', null);
  for (const claim of transitive)
    if (!first.has(sheet.claims[claim]!.value.toLowerCase()))
      sheet.find('transitiveNotSent', claim, { value: sheet.claims[claim]!.value });
  return tags;
}
