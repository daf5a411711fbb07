import { describe, expect, it } from 'vitest';
import { corp, head, object, part, partnerPart, schema, sids, trust, whole } from '../../forest/fixtures.ts';
import { readForests } from '../../forest/readForests.ts';
import type { AwsDirectory, DirectoryTrust } from '../../estate/directory.ts';
import { sidToBytes } from '../../directory/sid.ts';
import { trustPicture } from './trusts.ts';

const sources = [
  { snapshotId: 1, origin: 'on-premises' as const, directoryId: null },
  { snapshotId: 2, origin: 'on-premises' as const, directoryId: null },
];

const directory = (
  trusts: Partial<DirectoryTrust>[] | null,
  more: Partial<AwsDirectory> = {},
): AwsDirectory =>
  ({
    directoryId: 'd-1234567890',
    account: '111122223333',
    region: 'eu-west-1',
    name: 'aws.example',
    shortName: 'AWS',
    type: 'MicrosoftAD',
    edition: 'Standard',
    ...(trusts === null
      ? {}
      : {
          details: {
            trusts: {
              state: 'read',
              value: trusts.map((each, at) => ({
                trustId: `t-${at}`,
                remoteDomainName: 'corp.example',
                type: 'Forest',
                direction: 'Two-Way',
                state: 'Verified',
                stateReason: null,
                selectiveAuth: false,
                createdAt: null,
                changedAt: null,
                ...each,
              })),
            },
          },
        }),
    ...more,
  }) as AwsDirectory;

const estate = (...directories: AwsDirectory[]) => [
  {
    snapshotId: 9,
    readAt: '2026-11-20T09:00:00Z',
    directories: { state: 'read' as const, value: directories },
  },
];
/** corp.example with one trust to aws.example, or with none. */
const company = (trustDirection: number | null, trustAttributes = 0x8) =>
  readForests([
    part(
      1,
      [corp],
      [
        ...head(corp, sids.corp, schema, 'CN=x'),
        ...(trustDirection === null
          ? []
          : [
              trust(corp, 'aws.example', {
                trustDirection,
                trustAttributes,
                flatName: 'AWS',
                securityIdentifier: sidToBytes(sids.other)!,
              }),
            ]),
      ],
    ),
  ]);
const rowOf = (forests: ReturnType<typeof company>, aws: AwsDirectory) =>
  trustPicture({ forests, sources, estates: estate(aws) }).rows[0]!;

// facts/active-directory.md §2: AWS `One-Way: Outgoing` pairs with trustDirection 1, `Incoming` with 2.
describe("AWS's words against the object of the domain", () => {
  it.each([
    ['One-Way: Outgoing', 1, 'agree', 'secondTrustsFirst', []],
    ['One-Way: Incoming', 2, 'agree', 'firstTrustsSecond', []],
    ['Two-Way', 3, 'agree', 'both', []],
    ['One-Way: Outgoing', 2, 'disagree', null, ['direction']],
    ['One-Way: Incoming', 1, 'disagree', null, ['direction']],
    ['Two-Way', 1, 'disagree', null, ['direction']],
    ['Two-Way', 0, 'disagree', null, ['direction']],
    ['Sideways', 3, 'disagree', null, ['direction']],
  ])('%s and %i: %s', (words, stored, verdict, direction, disagreements) => {
    expect(rowOf(company(stored), directory([{ direction: words }]))).toMatchObject({
      first: 'corp.example',
      second: 'aws.example',
      firstEnd: 'told',
      secondEnd: 'told',
      verdict,
      direction,
      disagreements,
    });
  });

  it('an external trust is none of forests', () => {
    const row = rowOf(company(3), directory([{ type: 'External' }]));
    expect(row).toMatchObject({ verdict: 'disagree', kind: null, disagreements: ['kind'] });
  });

  it('each end decides for itself whom it lets in: selective at one end alone is no disagreement', () => {
    const row = rowOf(company(3, 0x18), directory([{ selectiveAuth: false }]));
    expect(row.verdict).toBe('agree');
    expect(row.statements.map(({ end, selectiveAuthentication }) => [end, selectiveAuthentication])).toEqual([
      ['first', true],
      ['second', false],
    ]);
  });

  it('whoever trusts nobody says nothing of selective authentication', () => {
    const row = rowOf(company(1, 0x18), directory([{ direction: 'One-Way: Outgoing', selectiveAuth: true }]));
    expect(row.statements.map(({ selectiveAuthentication }) => selectiveAuthentication)).toEqual([
      null,
      true,
    ]);
  });
});

describe('an end that does not tell', () => {
  it.each([
    ['no details were asked for', company(3), directory(null), 'otherEndNotRead', ['told', 'notRead']],
    ['AWS has no such trust', company(3), directory([]), 'otherEndHasNone', ['told', 'none']],
    ['the domain has no such trust', company(null), directory([{}]), 'otherEndHasNone', ['none', 'told']],
    ['the domain was not read', [], directory([{}]), 'otherEndNotRead', ['notRead', 'told']],
  ])('%s', (_what, forests, aws, verdict, ends) => {
    const row = rowOf(forests, aws);
    expect([row.verdict, [row.firstEnd, row.secondEnd]]).toEqual([verdict, ends]);
  });

  it('says whose trusts are not known, and why', () => {
    const details = { trusts: { state: 'notReadable', code: 'aws.accessDenied' } } as AwsDirectory['details'];
    const picture = (aws: AwsDirectory) => trustPicture({ forests: [], sources, estates: estate(aws) });
    expect(picture(directory(null)).notRead).toEqual([{ node: 'aws.example', why: 'notAsked' }]);
    expect(picture(directory(null, { details: details! })).notRead).toEqual([
      { node: 'aws.example', why: 'aws.accessDenied' },
    ]);
    expect(picture(directory(null, { type: 'SimpleAD' })).notRead).toEqual([]);
  });
});

describe('one end, told of by AWS and by its own reading', () => {
  /** The Managed AD corp.example, read by LDAP with a trust or without, against what AWS lists of it. */
  const both = (
    stored: number | null,
    listed: Partial<DirectoryTrust>[] | null,
    more: Partial<AwsDirectory> = {},
    origin: 'aws' | 'both' = 'aws',
  ) =>
    trustPicture({
      forests: company(stored),
      sources: [{ snapshotId: 1, origin, directoryId: 'd-1234567890' }],
      estates: estate(
        directory(listed?.map((each) => ({ remoteDomainName: 'aws.example', ...each })) ?? null, {
          name: 'corp.example',
          ...more,
        }),
      ),
    }).rows.map(({ verdict, disagreements }) => [verdict, ...disagreements]);

  it.each<[string, unknown[][], unknown[]]>([
    ['both tell of it', both(3, [{}]), ['otherEndNotRead']],
    ['AWS lists what the domain lacks', both(null, [{}]), ['disagree', 'notInDomain']],
    [
      'a failed verification is a trust all the same',
      both(null, [{ state: 'VerifyFailed' }]),
      ['disagree', 'notInDomain'],
    ],
    [
      'what is not made, or not any more, need not be there',
      both(null, [{ state: 'Failed' }]),
      ['otherEndNotRead'],
    ],
    ['the domain has what AWS does not list', both(3, []), ['disagree', 'notInAws']],
    ['AWS was not asked', both(3, null), ['otherEndNotRead']],
    [
      'what a Hybrid directory has of its own, AWS does not list',
      both(3, [], { edition: 'Hybrid' }, 'both'),
      ['otherEndNotRead'],
    ],
    [
      'an account that a directory is shared with lists nothing',
      both(3, [], { type: 'SharedMicrosoftAD' }),
      ['otherEndNotRead'],
    ],
  ])('%s', (_, rows, expected) => {
    expect(rows).toEqual([expected]);
  });
});

describe('the picture', () => {
  it('of two forests: within the first, and to the partner', () => {
    const { rows, nodes } = trustPicture({
      forests: readForests([whole, partnerPart({})]),
      sources,
      estates: [],
    });
    expect(rows.map(({ id, kind, verdict }) => [id, kind, verdict])).toEqual([
      ['corp.example eu.corp.example', 'intraForest', 'agree'],
      ['corp.example partner.test', 'forest', 'agree'],
    ]);
    expect(nodes.map(({ id, kind }) => [id, kind])).toEqual([
      ['corp.example', 'domain'],
      ['eu.corp.example', 'domain'],
      ['other.example', 'unread'],
      ['partner.test', 'domain'],
    ]);
  });

  it.each([
    ['MicrosoftAD', 'Standard', 2, ['on-premises', 'aws']],
    ['MicrosoftAD', 'Hybrid', 1, ['both']],
    ['SimpleAD', null, 2, ['on-premises', 'aws']],
    ['ADConnector', null, 2, ['on-premises', 'aws']],
  ] as const)('a directory %s %s of the name of a domain', (type, edition, count, origins) => {
    const aws = directory(null, { type, edition, name: 'corp.example' });
    const { nodes, edges } = trustPicture({ forests: company(null), sources, estates: estate(aws) });
    expect(nodes).toHaveLength(count);
    expect(nodes.map(({ origin }) => origin)).toEqual(origins);
    expect(edges).toHaveLength(type === 'ADConnector' ? 1 : 0);
  });

  it('a trust read twice is told once, by the newer reading', () => {
    const older = {
      ...estate(directory([{ state: 'VerifyFailed' }]))[0]!,
      snapshotId: 8,
      readAt: '2026-11-01T00:00:00Z',
    };
    const { rows } = trustPicture({
      forests: company(3),
      sources,
      estates: [older, ...estate(directory([{ state: 'Verified' }]))],
    });
    expect(rows[0]!.statements.flatMap(({ state }) => state ?? [])).toEqual(['Verified']);
  });

  it('an old name is that of the one domain that has it', () => {
    const nt4 = object('CN=AWS,CN=System,DC=corp,DC=example', 'leaf trustedDomain', {
      trustPartner: 'AWS', trustType: 1, trustDirection: 2, trustAttributes: 0, flatName: 'AWS',
    }); // prettier-ignore
    const forests = readForests([part(1, [corp], [...head(corp, sids.corp, schema, 'CN=x'), nt4])]);
    expect(rowOf(forests, directory([{ type: 'External', direction: 'One-Way: Incoming' }]))).toMatchObject({
      id: 'corp.example aws.example',
      verdict: 'agree',
    });
  });
});
