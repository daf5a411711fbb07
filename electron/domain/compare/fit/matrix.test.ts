import { describe, expect, it } from 'vitest';
import { matrix } from './matrix.ts';
import { directoryKinds, factSources, features, needStates, supportNotes, supports } from './model.ts';
import type { Feature, NeedState, Support } from './model.ts';
import { notVisible } from './needFacts.ts';
import { verdictOf } from './verdict.ts';

describe('the table of features', () => {
  it('has every feature once, and nothing that no word stands for', () => {
    expect(matrix.map(({ feature }) => feature)).toEqual([...features]);
    for (const { support } of matrix)
      for (const kind of directoryKinds) {
        expect(supports).toContain(support[kind].support);
        expect(factSources).toContain(support[kind].source);
        if (support[kind].note !== null) expect(supportNotes).toContain(support[kind].note);
      }
  });

  // facts/aws-directory-service.md §2, Managed AD, Simple AD, AD Connector.
  it.each<[Feature, string, string, string]>([
    ['trusts', 'yes AG23', 'no AG23', 'no AG23'],
    ['mfaRadius', 'partly AG23', 'no AG23', 'yes AG23'],
    ['schemaExtension', 'partly AG23', 'no AG23', 'own AG23'],
    ['ldapsClient', 'partly AG23', 'no AG23', 'yes AG23'],
    ['groupPolicy', 'partly AG23', 'partly AG23', 'own AG23'],
    ['powershell', 'yes AG23', 'no AG23', 'own AG23'],
    ['recycleBin', 'yes AG23', 'no AG23', 'own AG23'],
    ['fineGrainedPolicies', 'partly AG23', 'no unverified', 'own AG23'],
    ['identityCenter', 'yes AG23', 'no AG23', 'partly AG23'],
    ['consoleDelegation', 'yes AG23', 'yes AG23', 'yes AG23'],
    ['rds', 'yes AG23', 'no AG23', 'no AG23'],
    ['fsx', 'yes AG23', 'no unverified', 'no unverified'],
    ['sharing', 'yes AG26', 'no AG23', 'no AG23'],
    ['smartCards', 'notDocumented AG23', 'no AG23', 'partly API'],
    ['snapshots', 'yes AG26', 'yes AG23', 'no AG23'],
    ['dataApi', 'yes DSD', 'no DSD', 'no DSD'],
  ])('%s', (feature, managed, simple, connector) => {
    const { support } = matrix.find((line) => line.feature === feature)!;
    const told = (['managedEnterprise', 'simpleAd', 'adConnector'] as const).map(
      (kind) => `${support[kind].support} ${support[kind].source}`,
    );
    expect(told).toEqual([managed, simple, connector]);
  });

  it('only the Enterprise edition stands in several Regions', () => {
    const { support } = matrix.find(({ feature }) => feature === 'severalRegions')!;
    expect(directoryKinds.filter((kind) => support[kind].support === 'yes')).toEqual(['managedEnterprise']);
  });
});

describe('the verdict', () => {
  const expected: Record<NeedState, Record<Support, string>> = {
    needed: { yes: 'fits', partly: 'partly', no: 'lacks', own: 'fits', notDocumented: 'unclear' },
    notSeen: {
      yes: 'notNeeded',
      partly: 'notNeeded',
      no: 'notNeeded',
      own: 'notNeeded',
      notDocumented: 'notNeeded',
    },
    notReadable: { yes: 'fits', partly: 'unclear', no: 'unclear', own: 'fits', notDocumented: 'unclear' },
    notVisible: { yes: 'fits', partly: 'unclear', no: 'unclear', own: 'fits', notDocumented: 'unclear' },
  };
  it.each(needStates.flatMap((state) => supports.map((support) => [state, support] as const)))(
    '%s, %s',
    (state, support) => {
      expect(verdictOf({ ...notVisible, state }, support)).toBe(expected[state][support]);
    },
  );
});
