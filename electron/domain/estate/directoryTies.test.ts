import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countsAsDomain, tiesOf } from './directoryTies.ts';
import type { SourceDomain, TiedDirectory } from './directoryTies.ts';

const directory = (more: Partial<TiedDirectory>): TiedDirectory => ({
  directoryId: 'd-1',
  name: 'corp.example.com',
  type: 'MicrosoftAD',
  edition: 'Standard',
  region: 'eu-central-1',
  ...more,
});
const domain = (sourceId: number, more: Partial<SourceDomain> = {}): SourceDomain => ({
  sourceId,
  sourceName: `source ${sourceId}`,
  dnsName: 'corp.example.com',
  domainSid: null,
  directoryId: null,
  ...more,
});
/** A reading of the directory itself, by the Directory Service Data API or by LDAP. */
const own = domain(9, { directoryId: 'd-1', domainSid: 'S-1', dnsName: 'x' });
const brief = (ties: ReturnType<typeof tiesOf>) =>
  ties.map(({ sourceId, relation, reason }) => `${sourceId} ${relation} ${reason}`);

const cases: readonly [string, TiedDirectory, SourceDomain[], string[]][] = [
  ['of one name', directory({}), [domain(1)], ['1 same dnsName']],
  ['of one name in other letters', directory({ name: 'CORP.example.com.' }), [domain(1)], ['1 same dnsName']],
  ['of another name', directory({ name: 'lab.example.com' }), [domain(1)], []],
  ['read from it', directory({}), [domain(1, { directoryId: 'd-1', dnsName: 'x' })], ['1 same directoryId']],
  ['read from another directory of one name', directory({}), [domain(1, { directoryId: 'd-2' })], []],
  [
    'with its SID under another name',
    directory({}),
    [own, domain(1, { dnsName: 'old.example.com', domainSid: 'S-1' })],
    ['9 same directoryId', '1 same domainSid'],
  ],
  [
    'with its name and another SID',
    directory({}),
    [own, domain(1, { domainSid: 'S-2' })],
    ['9 same directoryId'],
  ],
  [
    'of which one was read from it, so that its SID is known',
    directory({}),
    [
      domain(1, { directoryId: 'd-1', domainSid: 'S-1' }),
      domain(2, { domainSid: 'S-2' }),
      domain(3, { domainSid: 'S-1' }),
    ],
    ['1 same directoryId', '3 same domainSid'],
  ],
  [
    'whose SID the second of two readings tells',
    directory({}),
    [
      domain(1, { directoryId: 'd-1', domainSid: null }),
      domain(2, { directoryId: 'd-1', domainSid: 'S-1' }),
      domain(3, { domainSid: 'S-2' }),
      domain(4, { domainSid: 'S-1', dnsName: 'old.example.com' }),
    ],
    ['1 same directoryId', '2 same directoryId', '4 same domainSid'],
  ],
  [
    'that its owner’s reading tells the SID of',
    directory({ type: 'SharedMicrosoftAD', directoryId: 'd-3', ownerDirectoryId: 'd-1' }),
    [domain(1, { directoryId: 'd-1', domainSid: 'S-1' }), domain(2, { domainSid: 'S-2' })],
    ['1 same directoryId'],
  ],
  ['that a hybrid directory joins', directory({ edition: 'Hybrid' }), [domain(1)], ['1 hybrid dnsName']],
  [
    'that a connector asks',
    directory({ type: 'ADConnector', edition: null }),
    [domain(1)],
    ['1 pointsAt dnsName'],
  ],
  [
    'that a connector asks, and that is a Managed AD itself',
    directory({ type: 'ADConnector', edition: null }),
    [domain(1, { directoryId: 'd-9' })],
    ['1 pointsAt dnsName'],
  ],
  [
    'that the owner of a shared directory read',
    directory({ type: 'SharedMicrosoftAD', directoryId: 'd-3', ownerDirectoryId: 'd-1' }),
    [domain(1, { directoryId: 'd-1', dnsName: 'x' })],
    ['1 same directoryId'],
  ],
  [
    'of a forest with several, once by the surest',
    directory({}),
    [own, domain(1, { domainSid: null }), domain(1, { dnsName: 'eu.corp.example.com', domainSid: 'S-1' })],
    ['9 same directoryId', '1 same domainSid'],
  ],
];

describe('ties', () => {
  it.each(cases)('to a domain %s', (_, one, domains, expected) => {
    expect(brief(tiesOf(one, domains))).toEqual(expected);
  });
});

describe('domains', () => {
  it.each<[string, TiedDirectory[], boolean[]]>([
    ['of each kind', [directory({}), directory({ directoryId: 'd-2', type: 'SimpleAD' })], [true, true]],
    ['not of connectors', [directory({ type: 'ADConnector' })], [false]],
    ['not of hybrid directories', [directory({ edition: 'Hybrid' })], [false]],
    [
      'of the owner, not of those it is shared with',
      [directory({ directoryId: 'd-2', type: 'SharedMicrosoftAD', ownerDirectoryId: 'd-1' }), directory({})],
      [false, true],
    ],
    [
      'of a shared directory whose owner was not read, once',
      [
        directory({ directoryId: 'd-2', type: 'SharedMicrosoftAD', ownerDirectoryId: 'd-1' }),
        directory({ directoryId: 'd-3', type: 'SharedMicrosoftAD', ownerDirectoryId: 'd-1' }),
      ],
      [true, false],
    ],
    [
      'of the primary Region alone',
      [
        directory({ region: 'us-east-1', primaryRegion: 'eu-central-1' }),
        directory({ primaryRegion: 'eu-central-1' }),
      ],
      [false, true],
    ],
    ['of one directory that two sources hold, once', [directory({}), directory({})], [true, false]],
  ])('are counted %s', (_, directories, expected) => {
    expect(countsAsDomain(directories)).toEqual(expected);
  });

  it('are never more than there are ids of directories and owners', () => {
    const any = fc.record({
      directoryId: fc.constantFrom('d-1', 'd-2', 'd-3'),
      name: fc.constant('x'),
      type: fc.constantFrom('MicrosoftAD', 'SharedMicrosoftAD', 'SimpleAD', 'ADConnector'),
      edition: fc.constantFrom('Standard', 'Hybrid', null),
      region: fc.constantFrom('a', 'b'),
      primaryRegion: fc.constantFrom('a', 'b', null),
      ownerDirectoryId: fc.constantFrom('d-1', 'd-2', null),
    }) as fc.Arbitrary<TiedDirectory>;
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (all) => {
        const counted = countsAsDomain(all).filter(Boolean).length;
        expect(counted).toBeLessThanOrEqual(
          new Set(all.flatMap((one) => [one.directoryId, one.ownerDirectoryId])).size,
        );
      }),
    );
  });
});
