/** Memberships asked of a live directory, held against the rules of the domain controller itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dnKey } from '#domain/directory/dnKey.ts';
import { firstText, valuesOf } from '#domain/directory/values.ts';
import { sidOf } from '#domain/directory/sid.ts';
import { memberOfLive, membersLive, serverSays } from '#engine/liveMembers.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import type { LiveMemberRow } from '#contract/liveMembers.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { dnOfPerson, groupDn, groups, people, primaryChanged } from '../lab/seed/corp.ts';
import { labLdap, toCorp } from './ldapSupport.ts';

const never = new AbortController().signal;
let lab: Lab;
let directory: DirectoryConnection;
beforeAll(async () => {
  lab = await startLab();
  directory = await labLdap(lab).connect(toCorp(lab), lab.passwords.users);
});
afterAll(async () => {
  await directory?.close();
  await lab?.release();
});

const personOf = (account: string) => dnOfPerson(people.find((one) => one.account === account)!);

async function all(pages: AsyncIterable<LiveMemberRow[]>): Promise<LiveMemberRow[]> {
  const rows: LiveMemberRow[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

/** What the seed says: every member below a group, circles and all, without the group itself. */
function expectedBelow(name: string, seen = new Set<string>()): Set<string> {
  const { groups: nested = [], people: accounts = [] } = groups[name]!;
  for (const account of accounts) seen.add(dnKey(personOf(account)));
  for (const group of nested) {
    if (seen.has(dnKey(groupDn(group)))) continue;
    seen.add(dnKey(groupDn(group)));
    expectedBelow(group, seen);
  }
  return seen;
}

describe('members', () => {
  it.each(
    Object.keys(groups).filter((name) => name !== 'DL-AWS-Partners' && name !== 'AWS-111122223333-PowerUser'),
  )('%s: nested, each once, by ways that hold', async (name) => {
    const rows = await all(membersLive(directory, groupDn(name), true, never));
    const expected = expectedBelow(name);
    expected.delete(dnKey(groupDn(name)));
    expect(rows.map(({ reference }) => dnKey(reference)).sort()).toEqual([...expected].sort());
    for (const { path, depth } of rows) expect(path).toHaveLength(depth - 1);
  });

  it('stand in a primary group alone', async () => {
    const rows = await all(membersLive(directory, groupDn(primaryChanged.group), false, never));
    expect(rows.map(({ object, via }) => [object?.samAccountName, via])).toEqual([
      [primaryChanged.account, 'primaryGroup'],
    ]);
  });

  it('of another forest come as their stand-ins, with the SID they stand for', async () => {
    const rows = await all(membersLive(directory, groupDn('DL-AWS-Partners'), false, never));
    const foreign = rows.filter(({ via }) => via === 'foreignPrincipal');
    expect(foreign).toHaveLength(2);
    for (const { reference } of foreign) expect(reference).toMatch(/^S-1-5-21-/);
  });

  it('are as many as the server’s own rule finds, but for primary groups', async () => {
    const name = 'AWS-111122223333-ReadOnly';
    const rows = await all(membersLive(directory, groupDn(name), true, never));
    const says = await serverSays(directory, groupDn(name), 'members', never);
    const linked = rows.filter(({ via }) => via !== 'primaryGroup').length;
    expect(says).toEqual({ state: 'read', count: linked, sids: [] });
  });
});

describe('groups', () => {
  it.each(['u101', 'u201', 'u305', 'u310', 'u401'])('of %s are those of a sign-in token', async (account) => {
    const dn = personOf(account);
    const rows = await all(memberOfLive(directory, dn, true, never));
    const says = await serverSays(directory, dn, 'memberOf', never);
    if (says.state !== 'read') throw new Error('no tokenGroups');
    // A token has no distribution groups; everything else of it is walked to.
    const security = rows.filter(({ object }) => object && (object.groupType! & 0x80000000) !== 0);
    expect(security.map(({ object }) => object!.sid).sort()).toEqual([...says.sids].sort());
  });

  it('have ways that start at the object’s own group', async () => {
    const rows = await all(memberOfLive(directory, personOf('u101'), true, never));
    const readOnly = rows.find(({ object }) => object?.samAccountName === 'AWS-111122223333-ReadOnly')!;
    expect(readOnly).toMatchObject({ depth: 3, path: ['GG-Platform', 'GG-Engineering'] });
  });
});

it('a walk that is left stops asking', async () => {
  const stop = new AbortController();
  const rows = membersLive(directory, groupDn('AWS-111122223333-ReadOnly'), true, stop.signal);
  await rows.next();
  stop.abort();
  await expect(all({ [Symbol.asyncIterator]: () => rows })).rejects.toMatchObject({ code: 'job.cancelled' });
  const { entries } = await directory.search({ base: groupDn('GG-Finance'), scope: 'base', filter: '(objectClass=*)', attributes: ['objectSid', 'cn'] }); // prettier-ignore
  expect(firstText(entries[0]!, 'cn')).toBe('GG-Finance');
  expect(sidOf(valuesOf(entries[0]!, 'objectSid')[0])).toMatch(/^S-1-5-21-/);
});
