import { describe, expect, it } from 'vitest';
import type { AwsDirectory, DirectoryDetails } from '../../estate/directory.ts';
import { whole } from '../../forest/fixtures.ts';
import { readForests } from '../../forest/readForests.ts';
import { featureTable } from './features.ts';
import { limitTable } from './limits.ts';
import type { Feature } from './model.ts';
import { seen, unseen } from './needFacts.ts';
import type { EstateOfFit, FitFacts } from './needFacts.ts';

const directory = (more: Partial<AwsDirectory>): AwsDirectory =>
  ({
    directoryId: 'd-1',
    account: '111122223333',
    region: 'eu-west-1',
    name: 'corp.example',
    type: 'ADConnector',
    edition: null,
    radius: null,
    desiredNumberOfDomainControllers: null,
    shareStatus: null,
    ownerAccountId: null,
    ...more,
  }) as AwsDirectory;
const notAsked = { state: 'notReadable', code: 'notAsked' } as const;
const estate = (directories: AwsDirectory[], more: Partial<EstateOfFit> = {}): EstateOfFit => ({
  snapshotId: 7,
  readAt: '2026-11-20T10:00:00Z',
  directories: { state: 'read', value: directories },
  identityCenter: notAsked,
  delegations: notAsked,
  directoryLimits: notAsked,
  ...more,
});
const facts = (more: Partial<FitFacts> = {}): FitFacts => ({
  structure: { forest: readForests([whole])[0]!, part: whole, holders: [] },
  counted: new Map(),
  objects: 100,
  users: 10,
  estates: [],
  ...more,
});
const need = (of: FitFacts, feature: Feature) =>
  featureTable(of).find((row) => row.feature === feature)!.need;

describe('needs that the forest tells', () => {
  it.each<[Feature, string, number | null]>([
    ['trusts', 'needed', 1],
    ['selectiveAuthentication', 'notReadable', null],
    ['severalDomains', 'needed', 3],
    ['sites', 'needed', 2],
    ['readOnlyControllers', 'needed', 1],
    ['recycleBin', 'needed', 1],
    ['fineGrainedPolicies', 'notReadable', null],
    ['groupPolicy', 'notReadable', null],
    ['rds', 'notVisible', null],
  ])('%s: %s', (feature, state, count) => {
    // The third domain was not captured: none of something is then not known to be none.
    expect(need(facts(), feature)).toMatchObject({ state, count });
  });

  it.each([
    [seen([], 12), 'needed', 12],
    [seen([]), 'notSeen', 0],
    [unseen('attributeNotRead'), 'notReadable', null],
  ])('a count is carried over', (counted, state, count) => {
    const of = facts({ counted: new Map([['smartCardAccounts', counted]]) });
    expect(need(of, 'smartCards')).toMatchObject({ state, count, readAt: whole.readAt });
  });
});

const operations = [
  'trusts',
  'ldaps',
  'certificates',
  'shares',
  'regions',
  'snapshots',
  'dataAccess',
] as const;
const details = (more: Partial<DirectoryDetails>) =>
  ({ ...Object.fromEntries(operations.map((name) => [name, notAsked])), ...more }) as DirectoryDetails;

describe('needs that the estate tells', () => {
  it.each<[string, EstateOfFit[], Feature, string, string | null]>([
    ['no estate', [], 'mfaRadius', 'notReadable', 'notAsked'],
    ['directories refused', [{ ...estate([]), directories: { state: 'notReadable', code: 'aws.accessDenied' } }], 'mfaRadius', 'notReadable', 'aws.accessDenied'],
    ['no directory of the forest', [estate([directory({ name: 'far.example', radius: { status: 'Completed', servers: [], port: null, protocol: null } })])], 'mfaRadius', 'notSeen', null],
    ['a connector with RADIUS', [estate([directory({ radius: { status: 'Completed', servers: [], port: null, protocol: null } })])], 'mfaRadius', 'needed', null],
    ['details that were not read', [estate([directory({})])], 'ldapsClient', 'notReadable', 'notAsked'],
    ['details that do not apply', [estate([directory({ details: details({ shares: { state: 'notApplicable' } }) })])], 'sharing', 'notSeen', null],
    ['LDAPS switched on', [estate([directory({ details: details({ ldaps: { state: 'read', value: [{ type: 'Client', status: 'Enabled', statusReason: null, changedAt: null }] } }) })])], 'ldapsClient', 'needed', null],
    ['LDAPS switched off', [estate([directory({ details: details({ ldaps: { state: 'read', value: [{ type: 'Client', status: 'Disabled', statusReason: null, changedAt: null }] } }) })])], 'ldapsClient', 'notSeen', null],
    ['a directory that the forest trusts', [estate([directory({ name: 'partner.test', type: 'MicrosoftAD', additionalRegions: ['us-east-1'] })])], 'severalRegions', 'needed', null],
  ])('%s', (_what, estates, feature, state, why) => {
    expect(need(facts({ estates }), feature)).toMatchObject({ state, why });
  }); // prettier-ignore

  it('a delegation counts where its principal is of this forest', () => {
    const of = (principalSid: string) =>
      facts({
        estates: [
          estate([], {
            delegations: {
              state: 'read',
              value: [{ principalSid, principalName: 'P', roleArn: 'arn' }] as never,
            },
          }),
        ],
      });
    expect(need(of('S-1-5-21-1-1-1-1104'), 'consoleDelegation').state).toBe('needed');
    expect(need(of('S-1-5-21-1-1-11-1104'), 'consoleDelegation').state).toBe('notSeen');
  });
});

describe('limits', () => {
  it.each([
    [30_000, 'managedStandard', 'within'],
    [30_001, 'managedStandard', 'over'],
    [30_001, 'managedEnterprise', 'within'],
    [20_001, 'simpleAd', 'over'],
  ])('%i objects in %s: %s', (objects, kind, outcome) => {
    const row = limitTable(facts({ objects })).find(
      (each) => each.limit === 'objects' && each.kind === kind,
    )!;
    expect(row).toMatchObject({ have: objects, from: 'guidance', outcome });
  });

  it('of directories are what AWS told of the account; where nothing was told, guidance without an outcome', () => {
    const told = estate([], {
      directoryLimits: {
        state: 'read',
        value: [
          { account: '111122223333', region: 'eu-west-1', name: 'ConnectedDirectories', limit: 7, count: 7 },
        ],
      },
    });
    const rows = limitTable(facts({ estates: [told] })).filter(({ limit }) => limit === 'directories');
    expect(rows.find(({ kind }) => kind === 'adConnector')).toMatchObject({
      most: 7,
      have: 7,
      from: 'read',
      region: 'eu-west-1',
      outcome: 'over',
    });
    expect(rows.find(({ kind }) => kind === 'simpleAd')).toMatchObject({
      most: 10,
      have: null,
      from: 'guidance',
      outcome: 'unclear',
    });
  });
});
