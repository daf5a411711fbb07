/** Reading in bulk through the limits and moods of Active Directory: every object once and whole, or a fault that says why. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#contract/profiles.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { valuesOf } from '#domain/directory/values.ts';
import type { BulkItem, BulkReader, BulkRequest } from '#ldap/api.ts';
import { createLdap } from '#ldap/createLdap.ts';
import { decodePage, takeNames } from '#packed/readPacked.ts';
import type { Behaviours } from '../lab/adProxy/behaviours.ts';
import { malformations } from '../lab/adProxy/malformed.ts';
import { isRootDse, type Search } from '../lab/adProxy/messages.ts';
import type { AdProxy } from '../lab/adProxy/startAdProxy.ts';
import type { Trouble } from '../lab/adProxy/troubles.ts';
import { asTruth, baseDn, everything, groupDn, members, startPlainTree, total, type PlainTree } from './adProxySupport.ts'; // prettier-ignore
import { faultOf } from './ldapSupport.ts';

const never = new AbortController().signal;
/** Short enough for a test: two tries to connect, three readings. */
const ldap = createLdap({ retry: { pauses: [0.02, 0.2], restarts: 2 } });
let tree: PlainTree;
let proxy: AdProxy;
let reader: BulkReader | null = null;
beforeAll(async () => {
  tree = await startPlainTree();
});
afterEach(async () => {
  await reader?.close();
  reader = null;
  await proxy?.stop();
});
afterAll(() => tree?.stop());

const open = async (behaviours: Partial<Behaviours> = {}, over: Partial<Connection> = {}) => {
  proxy = await tree.proxy(behaviours);
  reader = await ldap.bulk(tree.connection(proxy, over), tree.slapd.rootPassword);
  return reader;
};

interface Read {
  /** Of the last beginning: what `again` took back is not among them. */
  entries: DirectoryEntry[];
  agains: number;
  referrals: string[];
  missing: Extract<BulkItem, { is: 'missing' }>[];
}
async function read(request: Partial<BulkRequest> = {}, signal = never): Promise<Read> {
  const told: Read = { entries: [], agains: 0, referrals: [], missing: [] };
  const names: string[] = [];
  for await (const item of reader!.read({ ...everything, ...request }, signal)) {
    if (item.is === 'page') {
      takeNames(names, item.page);
      told.entries.push(...decodePage(item.page, names));
    } else if (item.is === 'again') {
      told.agains += 1;
      told.entries = [];
    } else if (item.is === 'referral') told.referrals.push(item.uri);
    else told.missing.push(item);
  }
  return told;
}
/** Every object once, every value of it, and nothing said to be missing. */
const whole = () => ({ count: total, values: tree.truth, missing: [] });
const found = ({ entries, missing }: Read) => ({ count: entries.length, values: asTruth(entries), missing });
const paged = (search: Search): boolean => !isRootDse(search) && search.scope === 2;

describe('a calm server', () => {
  it.each([1000, 333, 20_000])('pages of %i', async (pageSize) => {
    await open({}, { pageSize });
    expect(found(await read())).toEqual(whole());
  });

  it('gives ranges of any attribute', async () => {
    await open({ maxValRange: 100 });
    expect(found(await read())).toEqual(whole());
  });

  it('gives empty pages', async () => {
    await open({ emptyPages: true });
    expect(found(await read())).toEqual(whole());
  });

  it('reads again on the same connection', async () => {
    await open();
    expect(found(await read())).toEqual(whole());
    const again = await read({ filter: '(objectClass=group)', attributes: ['cn', 'member'] });
    expect(again.entries.map((one) => valuesOf(one, 'member').length).sort()).toEqual([
      1500, 1501, 3000, 4200,
    ]);
    expect(proxy.stats.connections).toBe(1);
  });

  it('tells references', async () => {
    const uri = `ldap://child.plain.example/dc=child,${baseDn}`;
    await open({ references: [{ context: `dc=child,${baseDn}`, uri }] });
    const told = await read();
    expect(found(told)).toEqual(whole());
    expect(told.referrals).toEqual([uri]);
  });

  it('has no paging, and says that this was not all', async () => {
    await open({ withoutControls: ['1.2.840.113556.1.4.319'] });
    expect((await faultOf(read())).code).toBe('ldap.sizeLimit');
  });

  it('has neither paging nor a limit', async () => {
    await open({ withoutControls: ['1.2.840.113556.1.4.319'], maxPageSize: null });
    expect(found(await read())).toEqual(whole());
  });
});

describe('trouble that passes', () => {
  const where = paged;
  const passing: [string, Trouble, number][] = [
    ['a cut in the middle of a page', { what: { is: 'cut', how: 'fin' }, where, from: 2, after: 100 }, 1],
    ['a reset in the middle of a page', { what: { is: 'cut', how: 'rst' }, where, from: 3, after: 3 }, 1],
    ['a cut in the middle of an entry', { what: { is: 'cut', how: 'rst' }, where, from: 2, afterBytes: 54_321 }, 1], // prettier-ignore
    ['two cuts', { what: { is: 'cut', how: 'fin' }, where, from: 2, times: 2, after: 10 }, 2],
    ['a good-bye', { what: { is: 'notice', code: 52 }, where, from: 2, after: 10 }, 1],
    ['busy twice', { what: { is: 'result', code: 51 }, where, times: 2 }, 2],
    ['busy in the middle', { what: { is: 'result', code: 51 }, where, from: 2, after: 500 }, 1],
    ['unavailable', { what: { is: 'result', code: 52 }, where, from: 3 }, 1],
    ['silence', { what: { is: 'stall' }, where, from: 2, after: 7 }, 1],
    ['a cut while a range is read', { what: { is: 'cut', how: 'fin' }, where: (one) => one.scope === 0, from: 3 }, 1], // prettier-ignore
    ['busy while a range is read', { what: { is: 'result', code: 51 }, where: (one) => one.scope === 0, from: 3 }, 1], // prettier-ignore
    ['a slow server', { what: { is: 'slow', milliseconds: 1 }, where, times: 1 }, 0],
  ];
  it.each(passing)('%s', async (_, trouble, agains) => {
    await open({ troubles: [trouble] }, { timeoutSeconds: 1 });
    const told = await read();
    expect(found(told)).toEqual(whole());
    expect(told.agains).toBe(agains);
    expect(proxy.stats.troubles).toBeGreaterThan(0);
    // A connection at a time.
    expect(proxy.stats.open).toBe(1);
    expect(proxy.stats.connections).toBe(agains + 1);
  });

  it('a page that runs out of time comes in smaller ones', async () => {
    await open({ troubles: [{ what: { is: 'result', code: 3 }, where, after: 200 }] });
    const { entries, agains } = await read();
    expect(agains).toBe(0);
    // What came before the server broke off may come twice, and nothing is missing.
    expect(asTruth(entries)).toEqual(tree.truth);
    expect(entries.length).toBeLessThanOrEqual(total + 200);
  });
});

describe('trouble that stays', () => {
  const times = Infinity;
  const staying: [string, Trouble['what'], string][] = [
    ['cuts', { is: 'cut', how: 'rst' }, 'ldap.connectionLost'],
    ['busy', { is: 'result', code: 51 }, 'ldap.busy'],
    ['unavailable', { is: 'result', code: 52 }, 'ldap.serverError'],
    ['silence', { is: 'stall' }, 'ldap.noAnswer'],
    ['no time', { is: 'result', code: 3 }, 'ldap.timeLimit'],
    ['a limit', { is: 'result', code: 4 }, 'ldap.sizeLimit'],
    ['the administrator’s limit', { is: 'result', code: 11 }, 'ldap.sizeLimit'],
    ['no right', { is: 'result', code: 50 }, 'ldap.insufficientAccess'],
  ];
  it.each(staying)('%s', async (_, what, code) => {
    await open({ troubles: [{ what, where: paged, times, after: 5 }] }, { timeoutSeconds: 1 });
    const begun = performance.now();
    expect((await faultOf(read())).code).toBe(code);
    // Three readings of one second at most, and the pauses between them.
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it.each(malformations)('bytes that are no LDAP: %s', async (how) => {
    const trouble: Trouble = { what: { is: 'malformed', how }, where: paged, from: 2, times, after: 40 };
    await open({ troubles: [trouble] }, { timeoutSeconds: 1 });
    const begun = performance.now();
    expect((await faultOf(read())).code).toBe('ldap.notLdap');
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(proxy.stats.troubles).toBe(1);
  });

  it('a context that another server holds', async () => {
    const base = `dc=child,${baseDn}`;
    await open({ notHeld: [{ context: base, uri: `ldap://child.plain.example/${base}` }] });
    expect(await faultOf(read({ base }))).toEqual({ code: 'ldap.referral', params: { dn: base } });
    expect(found(await read())).toEqual(whole());
  });
});

describe('groups that move', () => {
  const large = async (request?: Partial<BulkRequest>) => {
    const told = await read(request);
    expect(told.missing).toEqual([]);
    const groups = told.entries.filter((one) => one.dn === groupDn);
    expect(groups).toHaveLength(1);
    return valuesOf(groups[0]!, 'member');
  };

  it.each([
    ['with its stamp', ['*']],
    ['without its stamp', ['cn', 'member']],
  ])('a group that changes between two pieces is one that was: %s', async (_, attributes) => {
    const shorter = members(4200).slice(1);
    await open({
      changing: [
        { dn: groupDn, attribute: 'member', change: (now, reading) => (reading >= 4 ? shorter : now) },
      ],
    });
    expect(await large({ attributes })).toEqual(shorter);
  });

  it('a group that changes all the time comes to an end', async () => {
    await open({
      changing: [{ dn: groupDn, attribute: 'member', change: (now, reading) => now.slice(reading) }],
    });
    expect((await large()).length).toBeGreaterThan(4000);
    expect(proxy.stats.searches.length).toBeLessThan(40);
  });

  it('a group that shrinks below the next piece', async () => {
    await open({
      changing: [
        {
          dn: groupDn,
          attribute: 'member',
          change: (now, reading) => (reading >= 3 ? now.slice(0, 10) : now),
        },
      ],
    });
    expect(await large()).toEqual(members(10));
  });

  it('a group that is deleted between list and ranges is not there', async () => {
    await open({ vanishing: [{ dn: groupDn, afterReadings: 1 }] });
    const told = await read();
    expect(told.entries).toHaveLength(total - 1);
    expect(told.entries.map((one) => one.dn)).not.toContain(groupDn);
    expect(told.missing).toEqual([]);
  });

  it('a group whose pieces are refused is named as missing', async () => {
    const where = ({ base, attributes }: Search): boolean =>
      base === groupDn && attributes.some((name) => name.startsWith('member;range=1500'));
    await open({ troubles: [{ what: { is: 'result', code: 50 }, where, times: Infinity }] });
    const told = await read();
    expect(told.missing).toEqual([
      { is: 'missing', dn: groupDn, attribute: 'member', code: 'ldap.insufficientAccess' },
    ]);
    expect(told.entries).toHaveLength(total);
    // Half of a membership would look like a whole one.
    const group = told.entries.find((one) => one.dn === groupDn)!;
    expect(valuesOf(group, 'member')).toEqual([]);
  });
});

describe('cancelling', () => {
  it('while the server is slow: it is told', async () => {
    await open({ troubles: [{ what: { is: 'slow', milliseconds: 5 }, times: Infinity }] });
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 300);
    expect((await faultOf(read({}, cancel.signal))).code).toBe('job.cancelled');
    await expect.poll(() => proxy.stats.abandons, { timeout: 1000 }).toBe(1);
    proxy.behaviours.troubles = [];
    expect(found(await read())).toEqual(whole());
    expect(proxy.stats.connections).toBe(1);
  });

  it('while it waits to dial again', async () => {
    await open();
    await proxy.stop();
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 50);
    const fault = await faultOf(read({}, cancel.signal));
    expect(['job.cancelled', 'ldap.closedPort']).toContain(fault.code);
  });

  it('by leaving the loop: what was on its way is of no more interest', async () => {
    await open();
    for await (const item of reader!.read(everything, never)) {
      expect(item.is).toBe('page');
      // The pages with the groups, whose attributes nobody named before, have come and are not taken.
      await expect.poll(() => proxy.stats.entries, { timeout: 5000 }).toBeGreaterThan(total - 10);
      break;
    }
    expect(found(await read())).toEqual(whole());
    expect(proxy.stats.connections).toBe(1);
  });
});
