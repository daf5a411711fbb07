/** The limits and moods of Active Directory over a directory of some thousand objects: read whole, or a fault that says why. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#contract/profiles.ts';
import { valuesOf } from '#domain/directory/values.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import { createLdap } from '#ldap/createLdap.ts';
import type { Behaviours } from '../lab/adProxy/behaviours.ts';
import { malformations } from '../lab/adProxy/malformed.ts';
import { done } from '../lab/adProxy/messages.ts';
import type { AdProxy } from '../lab/adProxy/startAdProxy.ts';
import type { Trouble } from '../lab/adProxy/troubles.ts';
import { asTruth, baseDn, everything, groupDn, members, startPlainTree, total, type PlainTree } from './adProxySupport.ts'; // prettier-ignore
import { all, faultOf, ldapsearch } from './ldapSupport.ts';

const never = new AbortController().signal;
const childDn = `dc=child,${baseDn}`;

let tree: PlainTree;
let truth: PlainTree['truth'];
let slapd: PlainTree['slapd'];
let proxy: AdProxy;
let directory: DirectoryConnection | null = null;

beforeAll(async () => {
  tree = await startPlainTree();
  ({ truth, slapd } = tree);
});
afterEach(async () => {
  await directory?.close();
  directory = null;
  await proxy?.stop();
});
afterAll(() => tree?.stop());

const put = async (behaviours: Partial<Behaviours> = {}): Promise<AdProxy> =>
  (proxy = await tree.proxy(behaviours));
const to = (over: Partial<Connection> = {}): Connection => tree.connection(proxy, over);
const open = async (behaviours: Partial<Behaviours> = {}, over: Partial<Connection> = {}) => {
  await put(behaviours);
  directory = await createLdap().connect(to(over), slapd.rootPassword);
  return directory;
};

/** The proxy's own promises, judged by OpenLDAP's client: what follows stands on them. */
describe('the proxy', () => {
  const client = (...args: string[]) =>
    ldapsearch(
      ['-H', `ldap://127.0.0.1:${proxy.port}`, '-D', slapd.rootDn, '-w', slapd.rootPassword, '-b', baseDn, ...args], // prettier-ignore
      { LDAPTLS_REQCERT: 'never' },
    );

  it('passes searches through when every limit is off', async () => {
    await put({ maxPageSize: null, maxValRange: null });
    expect(await client()).toEqual(truth);
  });

  it('ends an unpaged answer after a thousand', async () => {
    await put();
    await expect(client('(objectClass=*)', '1.1')).rejects.toThrow('Size limit exceeded (4)');
    expect(proxy.stats.entries).toBe(1000);
  });

  it('ends an answer at the limit that the client gave', async () => {
    await put();
    await expect(client('-z', '7', '(objectClass=*)', '1.1')).rejects.toThrow('Size limit exceeded (4)');
    expect(proxy.stats.entries).toBe(7);
  });

  it('cuts larger pages to a thousand', async () => {
    await put({ maxValRange: null });
    expect(await client('-E', 'pr=5000/noprompt')).toEqual(truth);
    expect(proxy.stats.searches).toHaveLength(3);
  });

  it('gives ranges', async () => {
    await put();
    const names = async (...wish: string[]) =>
      [...(await client(`(cn=large)`, ...wish)).values()].map((one) =>
        Object.entries(one).map(([name, values]) => [name, values.length]),
      )[0];
    expect(await names('member')).toEqual([['member;range=0-1499', 1500]]);
    expect(await names('member;range=1500-*')).toEqual([['member;range=1500-2999', 1500]]);
    expect(await names('member;range=3000-*')).toEqual([['member;range=3000-*', 1200]]);
    expect(await names('member;range=10-19')).toEqual([['member;range=10-19', 10]]);
    expect(await names('member;range=4190-9999')).toEqual([['member;range=4190-*', 10]]);
    await expect(names('member;range=4200-*')).rejects.toThrow('Operations error (1)');
  });

  it('speaks StartTLS', async () => {
    await put();
    const found = await ldapsearch(
      ['-ZZ', '-H', `ldap://127.0.0.1:${proxy.port}`, '-b', baseDn, '(cn=user1)', 'cn'],
      { LDAPTLS_CACERT: tree.caFile },
    );
    expect([...found.keys()]).toEqual([`cn=user1,${baseDn}`]);
  });
});

describe('reading page by page', () => {
  it.each([1000, 333, 20_000])('gives every object once, whole: pages of %i', async (pageSize) => {
    const entries = await all((await open({}, { pageSize })).stream(everything, never));
    expect(entries).toHaveLength(total);
    expect(asTruth(entries)).toEqual(truth);
  });

  it('goes on over empty pages', async () => {
    const entries = await all((await open({ emptyPages: true })).stream(everything, never));
    expect(asTruth(entries)).toEqual(truth);
  });

  it('is whole by StartTLS too', async () => {
    await put();
    directory = await createLdap().connect(
      to({ port: proxy.port, security: 'starttls' }),
      slapd.rootPassword,
    );
    expect(asTruth(await all(directory.stream(everything, never)))).toEqual(truth);
  });

  it('tells references and reads on', async () => {
    const uri = `ldap://child.plain.example/${childDn}`;
    const reader = await open({ references: [{ context: childDn, uri }] });
    const told: string[] = [];
    expect(await all(reader.stream(everything, never, (one) => told.push(one)))).toHaveLength(total);
    expect(told).toEqual([uri]);
  });

  it('answers a context that another server holds with a referral', async () => {
    const reader = await open({
      notHeld: [{ context: childDn, uri: `ldap://child.plain.example/${childDn}` }],
    });
    expect(await faultOf(all(reader.stream({ ...everything, base: childDn }, never)))).toEqual({
      code: 'ldap.referral',
      params: { dn: childDn },
    });
  });

  it('abandons what is under way when cancelled', async () => {
    const reader = await open({
      troubles: [{ what: { is: 'slow', milliseconds: 5 }, times: Infinity }],
    });
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 300);
    const reading = all(reader.stream({ ...everything, attributes: ['cn'] }, cancel.signal));
    expect((await faultOf(reading)).code).toBe('job.cancelled');
    await expect.poll(() => proxy.stats.abandons, { timeout: 1000 }).toBe(1);
    const sent = proxy.stats.entries;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(proxy.stats.entries).toBeLessThanOrEqual(sent + 1);
    // The connection stands.
    expect((await reader.rootDse())['supportedControl']).toBeDefined();
  });

  it('keeps many unfinished readings from each other', async () => {
    const reader = await open({ maxUnfinished: 10 }, { pageSize: 200 });
    const streams = Array.from({ length: 10 }, (_, i) =>
      reader.stream({ ...everything, attributes: ['cn'], filter: `(|(objectClass=*)(cn=${i}))` }, never),
    );
    const counts = await Promise.all(streams.map(async (stream) => (await all(stream)).length));
    expect(counts).toEqual(Array.from({ length: 10 }, () => total));
  });
});

describe('trouble in the middle', () => {
  const second = { from: 2, after: 40 } as const;
  const ends: [string, Trouble['what'], string][] = [
    ['runs out of time', { is: 'result', code: 3 }, 'ldap.timeLimit'],
    ['reaches its size limit', { is: 'result', code: 4 }, 'ldap.sizeLimit'],
    ['reaches its administrator’s limit', { is: 'result', code: 11 }, 'ldap.sizeLimit'],
    ['is busy', { is: 'result', code: 51 }, 'ldap.busy'],
    ['says good-bye', { is: 'notice', code: 52 }, 'ldap.connectionLost'],
    ['hangs up', { is: 'cut', how: 'fin' }, 'ldap.connectionLost'],
    ['resets the connection', { is: 'cut', how: 'rst' }, 'ldap.connectionLost'],
    ['falls silent', { is: 'stall' }, 'ldap.noAnswer'],
  ];
  it.each(ends)('a server that %s', async (_, what, code) => {
    const reader = await open({ troubles: [{ what, ...second }] }, { timeoutSeconds: 1 });
    const begun = performance.now();
    expect((await faultOf(all(reader.stream(everything, never)))).code).toBe(code);
    expect(performance.now() - begun).toBeLessThan(4000);
    expect(proxy.stats.troubles).toBe(1);
  });

  it('a connection that is cut in the middle of an entry', async () => {
    for (const how of ['fin', 'rst'] as const) {
      const reader = await open({ troubles: [{ what: { is: 'cut', how }, from: 2, afterBytes: 12_345 }] });
      expect((await faultOf(all(reader.stream(everything, never)))).code).toBe('ldap.connectionLost');
      await reader.close();
      directory = null;
      await proxy.stop();
    }
  });

  it.each(malformations)('bytes that are no LDAP: %s', async (how) => {
    const reader = await open(
      { troubles: [{ what: { is: 'malformed', how }, ...second }] },
      { timeoutSeconds: 1 },
    );
    const fault = await faultOf(all(reader.stream(everything, never)));
    expect(['ldap.notLdap', 'ldap.noAnswer']).toContain(fault.code);
    if (how !== 'truncatedPdu') expect(fault.code).toBe('ldap.notLdap');
  });

  it('a slow server is waited for as long as it says something', async () => {
    const slow: Trouble = { what: { is: 'slow', milliseconds: 100 } };
    const reader = await open({ troubles: [slow] }, { timeoutSeconds: 1 });
    const begun = performance.now();
    const answer = all(
      reader.stream(
        {
          ...everything,
          filter:
            '(|(cn=user11)(cn=user110)(cn=user111)(cn=user112)(cn=user113)(cn=user114)(cn=user115)(cn=user116)(cn=user117)(cn=user118)(cn=user119)(cn=user120))',
          attributes: ['cn'],
        },
        never,
      ),
    );
    expect(await answer).toHaveLength(12);
    expect(performance.now() - begun).toBeGreaterThan(1100);
  });
});

describe('ranges in trouble', () => {
  const one = { base: groupDn, scope: 'base', filter: '(objectClass=*)' } as const;
  const memberNames = async (attributes: string[] = ['*']) => {
    const { entries } = await directory!.search({ ...one, attributes });
    return valuesOf(entries[0]!, 'member');
  };

  it.each([
    ['with its stamp', ['*']],
    ['without its stamp', ['member']],
  ])('a group that changes between two pieces is read again, %s', async (_, attributes) => {
    const shorter = members(4200).slice(1);
    await open({
      changing: [
        { dn: groupDn, attribute: 'member', change: (now, reading) => (reading >= 3 ? shorter : now) },
      ],
    });
    expect(await memberNames(attributes)).toEqual(shorter);
  });

  it('a group that shrinks below the next piece', async () => {
    await open({
      changing: [
        {
          dn: groupDn,
          attribute: 'member',
          change: (now, reading) => (reading >= 2 ? members(10) : now),
        },
      ],
    });
    expect(await memberNames()).toEqual(members(10));
  });

  it('a group that is deleted between list and ranges', async () => {
    const reader = await open({ vanishing: [{ dn: groupDn, afterReadings: 1 }] });
    const entries = await all(reader.stream(everything, never));
    expect(entries.map((entry) => entry.dn)).not.toContain(groupDn);
    expect(entries).toHaveLength(total - 1);
  });

  it('attributes that may not be read are absent', async () => {
    const reader = await open({ refused: [{ below: groupDn, attributes: ['member'] }] });
    const entries = asTruth(await all(reader.stream(everything, never)));
    expect(entries.get(groupDn)!['member']).toBeUndefined();
    expect(entries.get(`cn=g3000,${baseDn}`)!['member']).toHaveLength(3000);
  });
});

it('says so where the server has no paging', async () => {
  const reader = await open({ withoutControls: ['1.2.840.113556.1.4.319'] });
  expect((await reader.rootDse())['supportedControl']).not.toContain('1.2.840.113556.1.4.319');
  // The control is not critical: the server answers unpaged, up to its limit, and says that this was not all.
  expect((await faultOf(all(reader.stream(everything, never)))).code).toBe('ldap.sizeLimit');
});

it('answers what a test wants it to', async () => {
  const reader = await open({ onSearch: (_, count) => (count === 1 ? done(53, 'later') : undefined) });
  expect((await faultOf(all(reader.stream(everything, never)))).code).toBe('ldap.serverError');
  expect(await all(reader.stream(everything, never))).toHaveLength(total);
});
