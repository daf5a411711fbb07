/** What a live directory answers to claim rules: values, none, or why it is not known. */
import { describe, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import { parseFilter } from '#domain/directory/filter/parse.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { GroupForm, StoreAttribute } from '#domain/claims/run/store.ts';
import { unknownDomain } from '#domain/claims/run/domainName.ts';
import {
  crossReference,
  domainDn,
  groupEntry,
  sidOfRid,
  smallDomain,
  tokenOf,
  userEntry,
} from '../../../../test/support/smallDomain.ts';
import { LiveStore } from './liveStore.ts';
import { serverOf } from './server.ts';

const never = new AbortController().signal;
const aliceDn = `CN=alice,${domainDn}`;
const users = groupEntry('Domain Users', 513);
const staff = groupEntry('Staff', 1101, { member: [aliceDn] });
const admins = groupEntry('AWS-111122223333-Admin', 1102, { member: [staff.dn] });
const alice = userEntry('alice', 1201, {
  mail: ['alice@example.com'],
  userPassword: ['secret'],
  thumbnailPhoto: [Uint8Array.of(0xff, 0xd8)],
  ...tokenOf(sidOfRid(513), sidOfRid(1101), sidOfRid(1102)),
});
const bob = userEntry('bob', 1202, { mail: ['bob@example.com'], ...tokenOf(sidOfRid(513)) });
const everything = (): DirectoryEntry[] => [crossReference, users, staff, admins, alice, bob];

const plain = (name: string): StoreAttribute => ({ text: name, name, form: null });
const groups = (form: GroupForm): StoreAttribute => ({
  text: `tokenGroups(${form})`,
  name: 'tokenGroups',
  form,
});
const read = (...values: readonly string[]) => ({ state: 'read', values });
const not = (code: string) => ({ state: 'notReadable', code });

type Options = Parameters<typeof smallDomain>[1];
async function storeOf(entries: DirectoryEntry[], options: Options = {}, signal = never, timeUp = never) {
  const domain = smallDomain(entries, options);
  const server = await serverOf(domain.connection, signal, timeUp);
  return { ...domain, server, store: await LiveStore.of(server, aliceDn) };
}
const without = (...dropped: readonly DirectoryEntry[]) =>
  everything().filter((entry) => !dropped.includes(entry));

describe('of the account', () => {
  it.each([
    ['an attribute', plain('mail'), read('alice@example.com')],
    ['one that it does not have', plain('department'), read()],
    ['its name', plain('distinguishedName'), read(aliceDn)],
    ['its SID as text', plain('objectSid'), read(sidOfRid(1201))],
    ['bytes', plain('thumbnailPhoto'), not('liveStore.binary')],
    ['a secret', plain('userPassword'), not('liveStore.secret')],
    ['names of its groups', groups('unqualified'), read('Domain Users', 'Staff', 'AWS-111122223333-Admin')],
    ['with the short name of the domain', groups('domainQualified'), read('CORP\\Domain Users', 'CORP\\Staff', 'CORP\\AWS-111122223333-Admin')],
    ['with the long one', groups('longDomainQualified'), read('corp.example.com\\Domain Users', 'corp.example.com\\Staff', 'corp.example.com\\AWS-111122223333-Admin')],
    ['SIDs', groups('sid'), read(sidOfRid(513), sidOfRid(1101), sidOfRid(1102))],
  ])('%s', async (_, attribute, expected) => {
    const { store } = await storeOf(everything());
    const query = { account: 'CORP\\alice', filter: null, attributes: [attribute] };
    expect(await store.answer(query)).toEqual({ state: 'read', attributes: [expected] });
  }); // prettier-ignore

  it('several at once, in their order, in as few searches as there are kinds', async () => {
    const { store, asked } = await storeOf(everything());
    asked.length = 0;
    const attributes = [groups('unqualified'), plain('mail'), plain('cn'), groups('sid')];
    const answer = await store.answer({ account: 'corp.example.com\\ALICE', filter: null, attributes });
    expect(answer).toMatchObject({ attributes: [{}, read('alice@example.com'), read('alice'), {}] });
    expect(asked.map(({ scope, attributes: names }) => [scope, names.join()])).toEqual([
      ['base', 'mail,cn'],
      ['base', 'tokenGroups,objectSid'],
      ['sub', 'objectSid,sAMAccountName,name'],
    ]);
  });

  it('of another account of the domain', async () => {
    const { store } = await storeOf(everything());
    const attributes = [plain('mail'), groups('unqualified')];
    expect(await store.answer({ account: 'CORP\\bob', filter: null, attributes })).toEqual({
      state: 'read',
      attributes: [read('bob@example.com'), read('Domain Users')],
    });
  });
});

describe('a token that is not known is not empty', () => {
  const { tokenGroups: _, ...bare } = alice.attributes;
  const untold = { ...alice, attributes: bare };
  it.each<[string, DirectoryEntry[], Options, GroupForm, string]>([
    ['no right to it, or no catalog reached', [...without(alice), untold], {}, 'sid', 'liveStore.notAnswered'],
    ['a global catalog', everything(), { port: 3269 }, 'sid', 'liveStore.tokenOfCatalog'],
    ['a group of another domain', without(staff), {}, 'unqualified', 'liveStore.namesElsewhere'],
    ['a domain without a short name', without(crossReference), {}, 'domainQualified', 'liveStore.domainName'],
  ])('%s', async (_what, entries, options, form, code) => {
    const { store } = await storeOf(entries, options);
    const account = `${unknownDomain}\\alice`;
    expect(await store.answer({ account, filter: null, attributes: [groups(form)] })).toEqual({
      state: 'read',
      attributes: [not(code)],
    });
  }); // prettier-ignore

  it('SIDs without names are told all the same, and the subject says both', async () => {
    const { store } = await storeOf(without(staff, crossReference));
    const subject = await store.subject();
    expect(subject.account).toBe(`${unknownDomain}\\alice`);
    expect(subject.groupSids).toEqual(read(sidOfRid(513), sidOfRid(1101), sidOfRid(1102)));
    expect(subject.primaryGroupSid).toEqual(read(sidOfRid(513)));
  });

  it('names of many SIDs are asked for in batches, each once', async () => {
    const many = Array.from({ length: 120 }, (_unused, at) => groupEntry(`g${at}`, 2000 + at));
    const token = tokenOf(...many.map((_unused, at) => sidOfRid(2000 + at)));
    const owner = { ...alice, attributes: { ...alice.attributes, ...token } };
    const { store, asked } = await storeOf([...without(alice), owner, ...many]);
    const query = { account: 'CORP\\alice', filter: null, attributes: [groups('unqualified')] };
    expect(await store.answer(query)).toMatchObject({
      attributes: [read(...many.map((_unused, at) => `g${at}`))],
    });
    await store.answer({ ...query, attributes: [groups('domainQualified')] });
    expect(asked.filter(({ filter }) => filter.includes('objectSid=')).length).toBe(3);
  });
});

describe('a search', () => {
  const chain = (dn: string) => parseFilter(`(member:1.2.840.113556.1.4.1941:=${dn})`);
  it.each([
    ['by chain', chain(aliceDn), 'cn', read('Staff', 'AWS-111122223333-Admin')],
    ['of nobody', parseFilter('(mail=nobody@example.com)'), 'cn', read()],
    ['for an attribute of some', parseFilter('(sAMAccountName=*)'), 'mail', read('alice@example.com', 'bob@example.com')],
  ])('%s', async (_, filter, name, expected) => {
    const { store } = await storeOf(everything());
    expect(await store.answer({ account: 'CORP\\any', filter, attributes: [plain(name)] })).toEqual({
      state: 'read',
      attributes: [expected],
    });
  }); // prettier-ignore

  it('tells tokens of found objects as not known, and where it was not followed', async () => {
    const { store, server } = await storeOf(everything(), { references: ['ldap://eu.corp.example.com/'] });
    const filter = parseFilter('(cn=alice)');
    const answer = await store.answer({
      account: 'CORP\\x',
      filter,
      attributes: [plain('cn'), groups('sid')],
    });
    expect(answer).toEqual({
      state: 'read',
      attributes: [read('alice'), not('liveStore.tokenOfOthers')],
    });
    expect([...server.references]).toEqual(['ldap://eu.corp.example.com/']);
  });
});

describe('what is not asked', () => {
  it.each([
    ['another domain', everything(), 'EU\\alice', 'liveStore.otherDomain'],
    ['a domain that may be this one', without(crossReference), 'CORP\\alice', 'liveStore.domainName'],
    ['an account that is not there', everything(), 'CORP\\carol*', 'liveStore.noAccount'],
  ])('%s', async (_, entries, account, code) => {
    const { store } = await storeOf(entries);
    expect(await store.answer({ account, filter: null, attributes: [plain('mail')] })).toEqual(not(code));
  });

  it('faults of one search are its answer; a lost connection is not', async () => {
    let fault: Fault | null = null;
    const onSearch = () => {
      if (fault) throw fault;
    };
    const { store } = await storeOf(everything(), { onSearch });
    const query = { account: 'CORP\\alice', filter: null, attributes: [plain('mail')] };
    fault = new Fault('ldap.insufficientAccess', { dn: aliceDn });
    expect(await store.answer(query)).toEqual(not('ldap.insufficientAccess'));
    fault = new Fault('ldap.connectionLost', { host: 'dc1', port: 636 });
    await expect(store.answer(query)).rejects.toMatchObject({ code: 'ldap.connectionLost' });
  });

  it('ends when it is given up, and tells what took too long', async () => {
    const stop = new AbortController();
    const late = new AbortController();
    const { store } = await storeOf(everything(), {}, stop.signal, late.signal);
    const query = { account: 'CORP\\alice', filter: null, attributes: [plain('mail')] };
    late.abort();
    expect(await store.answer(query)).toEqual(not('liveStore.tooLong'));
    stop.abort();
    await expect(store.answer(query)).rejects.toMatchObject({ code: 'job.cancelled' });
  });
});
