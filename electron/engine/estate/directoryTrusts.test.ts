import { describe, expect, it } from 'vitest';
import { sidToBytes } from '#domain/directory/sid.ts';
import type { AwsDirectory, DirectoryTrust } from '#domain/estate/directory.ts';
import { corp, head, part, partner, schema, sids, trust } from '#domain/forest/fixtures.ts';
import { readForests } from '#domain/forest/readForests.ts';
import { allAgree, trustChecksOf } from './directoryTrusts.ts';

/** What AWS tells of a trust of partner.test, which is the Managed AD here. */
const told = (trustId: string, remoteDomainName: string, direction = 'Two-Way'): DirectoryTrust => ({
  trustId,
  remoteDomainName,
  type: 'Forest',
  direction,
  state: 'Verified',
  stateReason: null,
  selectiveAuth: false,
  createdAt: null,
  changedAt: null,
});
const toCorp = told('t-1', 'corp.example');
const directory = (
  trusts: readonly DirectoryTrust[] | null,
  more: Partial<AwsDirectory> = {},
): AwsDirectory =>
  ({
    directoryId: 'd-9a67000001',
    account: '111122223333',
    region: 'eu-west-1',
    name: 'partner.test',
    shortName: 'PARTNER',
    type: 'MicrosoftAD',
    edition: 'Standard',
    details: {
      trusts:
        trusts === null
          ? { state: 'notReadable', code: 'aws.accessDenied' }
          : { state: 'read', value: trusts },
    },
    ...more,
  }) as AwsDirectory;

const twoWay = { trustDirection: 3, trustAttributes: 0x8 };
const sidOf = (sid: string) => sidToBytes(sid)!;
/** corp.example, with its end of the trust or without. */
const company = (end: object | null) =>
  part(1, [corp], [
    ...head(corp, sids.corp, schema, 'CN=x'),
    ...(end ? [trust(corp, 'partner.test', { ...twoWay, flatName: 'PARTNER', securityIdentifier: sidOf(sids.partner), ...end })] : []),
  ]); // prettier-ignore
/** The Managed AD, read by LDAP; `names`: whom its own objects trust. */
const managed = (names: readonly string[], leftOut = false) =>
  part(2, [partner], [
    ...head(partner, sids.partner, `CN=Schema,CN=Configuration,${partner}`, 'CN=x').filter(
      ({ dn }) => !leftOut || dn === partner,
    ),
    ...names.map((name) => trust(partner, name, { ...twoWay, flatName: name.split('.')[0]!.toUpperCase(), ...(name === 'corp.example' ? { securityIdentifier: sidOf(sids.corp) } : {}) })),
  ]); // prettier-ignore

const checksOf = (parts: Parameters<typeof readForests>[0], one: AwsDirectory) =>
  trustChecksOf({
    forests: readForests(parts),
    sources: [
      { snapshotId: 1, origin: 'on-premises', directoryId: null },
      { snapshotId: 2, origin: 'aws', directoryId: 'd-9a67000001' },
    ],
    estates: [
      { snapshotId: 9, readAt: '2026-11-20T09:00:00Z', directories: { state: 'read', value: [one] } },
    ],
  })(one);

describe("a trust that AWS tells of, against the directory's own objects and the other end", () => {
  it.each([
    ['nothing else was read', [], null, []],
    ['the other end says the same', [company({})], true, []],
    ['the other end says another direction', [company({ trustDirection: 1 })], false, []],
    ['the other end has none', [company(null)], false, []],
    ['its own object alone says the same', [managed(['corp.example'])], null, []],
    ['all say the same', [company({}), managed(['corp.example'])], true, []],
    ['the directory holds no object of it', [managed([])], false, ['notInDirectory']],
    ['the directory holds none, the other end does', [company({}), managed([])], false, ['notInDirectory']],
    ['the place of such objects was not read', [company({}), managed([], true)], true, []],
  ] as const)('%s', (_what, parts, endsAgree, issues) => {
    expect(checksOf([...parts], directory([toCorp])).of('t-1')).toEqual({ endsAgree, issues });
  });

  it('is not known of a trust that is none of the directory', () => {
    expect(checksOf([company({})], directory([toCorp])).of('t-9')).toEqual({ endsAgree: null, issues: [] });
  });
});

describe('a trust that the directory holds and AWS does not tell of', () => {
  const objects = [company({}), managed(['corp.example', 'secret.example'])];
  it.each([
    ['is named', directory([toCorp]), ['secret.example']],
    ['is not known where AWS does not tell its trusts', directory(null), []],
    ['is nothing odd of a hybrid directory', directory([toCorp], { edition: 'Hybrid' }), []],
    ['is not looked for behind a connector', directory([], { type: 'ADConnector' }), []],
  ] as const)('%s', (_what, one, expected) => {
    expect(checksOf(objects, one).notInAws).toEqual(expected);
  });
});

it.each([
  [[], null],
  [[true, true], true],
  [[true, null], null],
  [[null, false, true], false],
])('of all trusts together: %j is %s', (each, expected) => {
  expect(allAgree(each.map((endsAgree) => ({ endsAgree, issues: [] })))).toBe(expected);
});
