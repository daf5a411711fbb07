import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, firstLink, nextLink } from './digest.ts';
import { decisionOf, isOpen, problemOf, stateOf } from './item.ts';
import type { ItemEvent } from './item.ts';
import { removalOf } from './removal.ts';
import type { LeadingMembership } from './removal.ts';
import { isPerson, reviewerName, reviewerOf } from './reviewer.ts';
import { revocationsOf } from './revocations.ts';
import type { DecidedItem } from './revocations.ts';
import { inScope, unknownNames } from './scope.ts';
import { isSettled, sinceOf, waysKey } from './since.ts';
import { reviewDecisions } from './codes.ts';

const runs = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const group = (name: string) => ({ name, dn: `CN=${name},DC=example,DC=com`, sid: null });
const way = (name: string | null, owner: string | null = null) => ({
  mechanism: 'saml' as const,
  group: name === null ? null : group(name),
  owner,
  chain: [],
});
/** Not a hash, but as good as one here: another text is another value. */
const plain = (text: string): string => text;

describe('the reviewer', () => {
  const ann = 'CN=Ann,DC=example,DC=com';
  const bob = 'CN=Bob,DC=example,DC=com';
  const team = 'CN=Team,DC=example,DC=com';
  /** Ann is in the team. */
  const isAnn = (id: string): boolean =>
    id === team || isPerson(id, { dn: 'cn=ann,dc=example,dc=com', samAccountName: 'ann' });
  it.each([
    // owners of the groups, who reviews what has none, who reviews, why
    [[bob], 'security', bob, 'managedBy'],
    [[null, bob], 'security', bob, 'managedBy'],
    [['cn=ann, dc=EXAMPLE, dc=com'], 'security', 'security', 'ownAccess'],
    [[ann, bob], 'security', bob, 'managedBy'],
    [[team], 'security', 'security', 'ownAccess'],
    [[team, bob], 'security', bob, 'managedBy'],
    [[team], 'CORP\\ann', 'CORP\\ann', 'reviewsOwn'],
    [[null], ann, ann, 'reviewsOwn'],
    [[bob], ann, bob, 'managedBy'],
    [[null], 'security', 'security', 'noOwner'],
    [[], 'security', 'security', 'noOwner'],
  ] as const)('of Ann under %j, else %s, is %s: %s', (owners, otherwise, id, reason) => {
    const ways = owners.map((owner) => way('G', owner));
    expect(reviewerOf(isAnn, ways, otherwise)).toEqual({ id, reason });
  });
  it('is the chosen one where nothing but an assignment leads there', () => {
    expect(reviewerOf(isAnn, [way(null)], 'security')).toEqual({
      id: 'security',
      reason: 'assignedDirectly',
    });
  });
  it.each([
    ['CN=Kim\\, Ann,OU=X,DC=example,DC=com', 'Kim, Ann'],
    ['security@example.com', 'security@example.com'],
    ['CN=broken\\', 'CN=broken\\'],
  ])('%s is called %s', (id, name) => expect(reviewerName(id)).toBe(name));
});

it.each([
  ['CN=Ann, DC=example,DC=com', true],
  ['ANN', true],
  ['CORP\\ann', true],
  ['CORP\\bob', false],
  ['Ann Lee', false],
  ['', false],
])('%s is the person under review: %s', (by, own) => {
  expect(isPerson(by, { dn: 'cn=ann,dc=example,dc=com', samAccountName: 'ann' })).toBe(own);
  expect(isPerson(by, { dn: 'CN=X', samAccountName: null })).toBe(false);
  expect(isPerson(by, null)).toBe(false);
});

describe('what ends the access', () => {
  const member = (name: string, opensItself = true, via: LeadingMembership['via'] = 'member') => ({
    via,
    group: { name, dn: `CN=${name}` },
    opensItself,
  });
  it.each([
    [false, [member('A')], 'oneGroup'],
    [false, [member('A', false)], 'nested'],
    [false, [member('A'), member('B', false)], 'severalWays'],
    [false, [member('A'), member('A', true, 'primaryGroup')], 'severalWays'],
    [true, [member('A')], 'severalWays'],
    [true, [], 'assignedDirectly'],
    [false, [], 'notByGroup'],
    [false, [member('A', true, 'primaryGroup')], 'primaryGroup'],
    [false, [member('A', true, 'foreignPrincipal')], 'foreignPrincipal'],
  ] as const)('assigned %s, by %j: %s', (assigned, memberships, code) => {
    expect(removalOf(assigned, memberships, 0).code).toBe(code);
  });

  const item = (number: number, state: DecidedItem['state'], ...groups: string[]): DecidedItem => ({
    number,
    person: 'S-1',
    role: `r${number}`,
    state,
    removal: { code: 'oneGroup', groups: groups.map((name) => ({ name, dn: name })), alsoOpens: 0 },
  });
  const opening = (one: DecidedItem, alsoOpens: number): DecidedItem => ({
    ...one,
    removal: { ...one.removal!, alsoOpens },
  });
  it('is not simply done where the group opens roles that nobody was asked about', () => {
    const two = [opening(item(1, 'revoke', 'A'), 2), opening(item(2, 'revoke', 'A'), 2)];
    expect(revocationsOf(two).map(({ code }) => code)).toEqual(['opensUnreviewed', 'opensUnreviewed']);
    const all = [...two, opening(item(3, 'revoke', 'A'), 2)];
    expect(revocationsOf(all).map(({ code }) => code)).toEqual(['oneGroup', 'oneGroup', 'oneGroup']);
    expect(revocationsOf([...two, opening(item(3, 'keep', 'A'), 2)])[0]!.code).toBe('keptByGroup');
  });
  it('is not simply done where the same membership holds what is kept, or what nobody decided', () => {
    const found = revocationsOf([item(1, 'revoke', 'A'), item(2, 'keep', 'A'), item(3, 'open', 'A')]);
    expect(found).toEqual([expect.objectContaining({ number: 1, code: 'keptByGroup', wouldTake: [2, 3] })]);
    expect(revocationsOf([item(1, 'revoke', 'A'), item(2, 'revoke', 'A')]).map(({ code }) => code)).toEqual([
      'oneGroup',
      'oneGroup',
    ]);
  });
  it('never takes a membership that something else hangs on', () => {
    const items = fc.array(
      fc.record({
        person: fc.constantFrom('S-1', 'S-2'),
        state: fc.constantFrom(...reviewDecisions, 'open' as const),
        group: fc.constantFrom('A', 'B', 'C'),
      }),
    );
    fc.assert(
      fc.property(items, (given) => {
        const all = given.map(({ person, state, group: name }, at) => ({ ...item(at + 1, state, name), person }));
        for (const { number, code, groups } of revocationsOf(all)) {
          const { person } = all[number - 1]!;
          const hang = all.filter((one) => one.person === person && one.state !== 'revoke' && one.removal!.groups[0]!.dn === groups[0]!.dn);
          expect(code).toBe(hang.length > 0 ? 'keptByGroup' : 'oneGroup');
        }
        expect(revocationsOf(all)).toHaveLength(all.filter(({ state }) => state === 'revoke').length);
      }),
      { numRuns: runs },
    );
  }); // prettier-ignore
});

describe('since the review before', () => {
  const now = { ways: [way('A'), way('B')] };
  it.each([
    [undefined, 'new'],
    [{ state: 'keep', ways: waysKey({ ways: [way('B'), way('A')] }) }, 'same'],
    [{ state: 'keep', ways: waysKey({ ways: [way('A')] }) }, 'changed'],
    [{ state: 'revoke', ways: waysKey(now) }, 'notRevoked'],
  ] as const)('%j: %s', (before, state) => expect(sinceOf(now, before)).toBe(state));
  it.each([
    ['keep', true],
    ['acknowledge', true],
    ['open', false],
    ['unsure', false],
    ['revoke', false],
  ] as const)('as before and %s then, it is settled: %s', (state, settled) => {
    expect(isSettled(now, { state, ways: waysKey(now) })).toBe(settled);
    expect(isSettled(now, { state, ways: '' })).toBe(false);
    expect(isSettled(now, undefined)).toBe(false);
  });
});

describe('what was said of an item', () => {
  it.each([
    ['access', 'keep', '', null],
    ['access', 'revoke', ' ', 'reasonMissing'],
    ['access', 'revoke', 'left', null],
    ['access', 'acknowledge', '', 'wrongKind'],
    ['notReadable', 'acknowledge', '', null],
    ['notReadable', 'keep', '', 'wrongKind'],
    ['notReadable', 'unsure', '', null],
    ['access', null, '', null],
  ] as const)('%s %s “%s”: %s', (kind, decision, reason, problem) =>
    expect(problemOf(kind, decision, reason)).toBe(problem));

  it('is the last decision, whatever was handed over since; one that was taken back is none', () => {
    const said = (decision: 'keep' | 'unsure' | null): ItemEvent => ({ decision, reason: '', by: 'a', at: '' });
    const handed: ItemEvent = { reviewer: 'b', by: 'a', at: '' };
    expect(decisionOf({ events: [said('unsure'), said('keep'), handed] })?.decision).toBe('keep');
    expect(stateOf({ events: [said('keep'), said(null)] })).toBe('open');
    expect(['open', 'keep', 'revoke', 'unsure', 'acknowledge'].map((state) => isOpen(state as 'open'))).toEqual([true, false, false, true, false]);
  });
}); // prettier-ignore

describe('a chain of digests', () => {
  const link = (items: readonly unknown[]) =>
    items.reduce<string>((before, one, at) => nextLink(before, at + 1, one, plain), firstLink({}, plain));
  it('is the same for the same facts, however they are written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (facts) => {
        const turned = Object.fromEntries(Object.entries(facts).toReversed());
        expect(canonical(turned)).toBe(canonical(facts));
        expect(JSON.parse(canonical(facts))).toEqual(JSON.parse(JSON.stringify(facts)));
      }),
      { numRuns: runs },
    );
  });
  it('is another one where an item is changed, taken out or moved', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.nat(), (items, seed) => {
        const at = seed % items.length;
        expect(link(items.toSpliced(at, 1))).not.toBe(link(items));
        expect(link(items.with(at, { other: items[at] }))).not.toBe(link(items));
      }),
      { numRuns: runs },
    );
  });
});

describe('a scope', () => {
  const role = {
    key: 'arn:aws:iam::111122223333:role/Admin',
    roleArn: 'arn:aws:iam::111122223333:role/Admin',
    name: 'Admin',
    account: '111122223333',
    permissionSetArn: 'arn:aws:sso:::permissionSet/a/b',
    permissionSetName: 'AdministratorAccess',
  };
  const none = { roles: [], accounts: [], permissionSets: [], privileged: false, all: false };
  it.each([
    [none, false],
    [{ ...none, all: true }, true],
    [{ ...none, roles: ['admin'] }, true],
    [{ ...none, roles: ['ARN:aws:iam::111122223333:role/Admin'] }, true],
    [{ ...none, accounts: ['111122223333'] }, true],
    [{ ...none, permissionSets: ['administratoraccess'] }, true],
    [{ ...none, roles: ['Adm'] }, false],
    [{ ...none, privileged: true }, true],
  ])('%j: %s', (scope, fits) => expect(inScope(scope, () => true)(role)).toBe(fits));
  it('names what nothing answers to', () => {
    expect(unknownNames({ ...none, roles: ['ADMIN', 'x'], accounts: ['9'] }, [role])).toEqual(['x', '9']);
  });
});
