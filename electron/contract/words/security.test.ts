import { describe, expect, it } from 'vitest';
import { controlMeans, controlWays, trusteeMeanings } from '#domain/control/codes.ts';
import {
  aceEffects,
  aceFlagCodes,
  aclStates,
  appliesCodes,
  controlCodes,
  rightCodes,
  subjectKinds,
} from '#domain/directory/security/codes.ts';

const namespaces: readonly [string, readonly string[]][] = [
  ['right', rightCodes],
  ['aceEffect', aceEffects],
  ['subject', subjectKinds],
  ['applies', appliesCodes],
  ['aceFlag', aceFlagCodes],
  ['sdControl', controlCodes],
  ['acl', aclStates],
  ['controlWay', controlWays],
  ['controlMeans', controlMeans],
  ['trustee', trusteeMeanings],
];

describe.each(namespaces)('words of %s', (name, codes) => {
  it.each(['en', 'ko'])('%s says every code, each in its own words', async (language) => {
    const module = (await import(`./${language}/${name}.ts`)) as Record<string, Record<string, string>>;
    const words = module[name]!;
    expect(Object.keys(words).toSorted()).toEqual([...codes].toSorted());
    expect(Object.values(words).every((sentence) => sentence.length > 0)).toBe(true);
    expect(new Set(Object.values(words)).size).toBe(codes.length);
  });
});
