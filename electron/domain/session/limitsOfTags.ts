/** Session tags. Keys are one key in any case. Source: facts/sts-iam.md §1 (parameter limits), §2. */
import type { LimitField, ReportLimit } from './limitCodes.ts';
import { charactersOf } from './limitsOfNames.ts';
import type { Tag } from './request.ts';

const mostTags = 50;
const longestKey = 128;
const longestValue = 256;
const bad = /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu;
/** Keys are shown no longer than this. */
const shown = 40;
const short = (key: string): string => (key.length > shown ? `${key.slice(0, shown)}…` : key);

export function checkTags(
  tags: readonly Tag[],
  transitiveTagKeys: readonly string[],
  report: ReportLimit,
): void {
  tooMany('tags', tags.length, report);
  const keys = new Set<string>();
  for (const { key, value } of tags) {
    checkKey(key, report);
    if (value.length > longestValue)
      report('tags', 'tagValueTooLong', {
        key: short(key),
        most: String(longestValue),
        length: String(value.length),
      });
    const characters = charactersOf(key + value, bad);
    if (characters !== null) report('tags', 'tagCharacters', { key: short(key), characters });
    const folded = key.toLowerCase();
    if (key !== '' && keys.has(folded)) report('tags', 'tagTwice', { key: short(key) });
    keys.add(folded);
  }
  tooMany('transitiveTagKeys', transitiveTagKeys.length, report);
  const passed = new Set<string>();
  for (const key of transitiveTagKeys) {
    const folded = key.toLowerCase();
    if (passed.has(folded)) report('transitiveTagKeys', 'tagTwice', { key: short(key) });
    else if (!keys.has(folded)) report('transitiveTagKeys', 'transitiveUnknown', { key: short(key) });
    passed.add(folded);
  }
}

function checkKey(key: string, report: ReportLimit): void {
  if (key === '') report('tags', 'tagKeyMissing');
  if (key.length > longestKey)
    report('tags', 'tagKeyTooLong', {
      key: short(key),
      most: String(longestKey),
      length: String(key.length),
    });
  if (/^aws:/i.test(key)) report('tags', 'tagReserved', { key: short(key) });
}

function tooMany(field: LimitField, count: number, report: ReportLimit): void {
  if (count > mostTags) report(field, 'tagsTooMany', { count: String(count), most: String(mostTags) });
}
