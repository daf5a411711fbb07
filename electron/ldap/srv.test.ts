import type { Resolver } from 'node:dns/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection } from '#contract/profiles.ts';
import { srvHosts, srvNames, srvOrder } from './srv.ts';
import { readSrvAnswer } from './srvQuery.ts';
import { certificateNames } from './targets.ts';

const record = (name: string, priority: number, weight: number) => ({ name, priority, weight, port: 389 });

/** What Samba 4.17 answers for `_ldap._tcp.dc._msdcs.corp.example.com`: the target is compressed. */
const samba =
  '868585000001000100010000055f6c646170045f746370026463065f6d7364637304636f7270076578616d706c6503636f6d0000210001' +
  'c00c0021000100000384000c00000064018503646331c021c01a0006000100000e100023c0490a686f73746d6173746572c0210000000100000384000002580001518000000e10';

describe('order of the targets', () => {
  it('is by priority first', () => {
    const records = [record('c', 20, 100), record('a', 0, 1), record('b', 10, 1)];
    expect(srvOrder(records).map((one) => one.name)).toEqual(['a', 'b', 'c']);
  });

  it('is drawn by weight within a priority', () => {
    const records = [record('light', 0, 1), record('heavy', 0, 9)];
    const first = (at: number) => srvOrder(records, () => at)[0]!.name;
    expect([0, 0.1, 0.5, 0.99].map(first)).toEqual(['light', 'light', 'heavy', 'heavy']);
    let heavy = 0;
    for (let i = 0; i < 2000; i += 1) if (srvOrder(records)[0]!.name === 'heavy') heavy += 1;
    expect(heavy).toBeGreaterThan(1400);
    expect(heavy).toBeLessThan(1950);
  });

  it('loses nobody', () => {
    const records = fc.array(
      fc.record({ name: fc.string(), priority: fc.nat(3), weight: fc.nat(5), port: fc.constant(389) }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(records, fc.double({ min: 0, max: 0.999, noNaN: true }), (all, at) => {
        const order = srvOrder(all, () => at);
        expect(order).toHaveLength(all.length);
        expect(new Set(order)).toEqual(new Set(all));
        expect(order.map((one) => one.priority)).toEqual(
          all.map((one) => one.priority).sort((a, b) => a - b),
        );
      }),
      { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });
});

it('asks for a catalog by its own record', () => {
  expect(srvNames('corp.example.com', 636)).toEqual([
    '_ldap._tcp.dc._msdcs.corp.example.com',
    '_ldap._tcp.corp.example.com',
  ]);
  expect(srvNames('corp.example.com', 3269)).toEqual(['_gc._tcp.corp.example.com']);
});

describe('an answer', () => {
  const bytes = Buffer.from(samba, 'hex');

  it('with a compressed target is understood', () => {
    expect(readSrvAnswer(bytes, 0x8685)).toEqual([
      { priority: 0, weight: 100, port: 389, name: 'dc1.corp.example.com' },
    ]);
  });

  it('to another question is refused', () => {
    expect(() => readSrvAnswer(bytes, 1)).toThrow('id');
  });

  it('that is damaged ends: read or refused', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 6 }),
        fc.nat(bytes.length),
        (changes, cut) => {
          const damaged = Buffer.from(bytes);
          for (const [at, value] of changes) damaged[at] = value;
          try {
            expect(Array.isArray(readSrvAnswer(damaged.subarray(0, cut), damaged.readUInt16BE(0)))).toBe(
              true,
            );
          } catch (cause) {
            expect(cause).toBeInstanceOf(Error);
          }
        },
      ),
      { numRuns: 500 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });
});

describe('names that a certificate may carry', () => {
  const connection = (over: Partial<Connection>): Connection => ({
    host: null, domain: null, port: 636, security: 'ldaps', serverName: null, base: null, trust: { kind: 'system' }, user: null, timeoutSeconds: 10, pageSize: 1000, ...over,
  }); // prettier-ignore
  const table: [string, Partial<Connection>, string, string[]][] = [
    ['the host named', { host: 'dc1.corp.example.com' }, 'dc1.corp.example.com', ['dc1.corp.example.com']],
    [
      'not the domain, when a host is named',
      { host: 'dc1.x', domain: 'corp.example.com' },
      'dc1.x',
      ['dc1.x'],
    ],
    [
      'an address, or the domain it is said to serve',
      { host: '10.0.0.1', domain: 'corp.example.com' },
      '10.0.0.1',
      ['10.0.0.1', 'corp.example.com'],
    ],
    [
      'the name expected, and no other',
      { host: '10.0.0.1', serverName: 'dc1.x', domain: 'd' },
      '10.0.0.1',
      ['dc1.x'],
    ],
    [
      'a discovered controller of the domain',
      { domain: 'Corp.Example.com' },
      'dc1.corp.example.com',
      ['dc1.corp.example.com', 'Corp.Example.com'],
    ],
    [
      'the domain alone, when DNS leads elsewhere',
      { domain: 'corp.example.com' },
      'dc1.attacker.example',
      ['corp.example.com'],
    ],
    [
      'the domain alone, when DNS leads to a look-alike',
      { domain: 'corp.example.com' },
      'evilcorp.example.com',
      ['corp.example.com'],
    ],
  ];
  it.each(table)('%s', (_, over, host, names) => {
    expect(certificateNames(connection(over), host)).toEqual(names);
  });
});

describe('hosts of a name', () => {
  const name = '_kerberos._tcp.corp.example.com';
  type Resolved = Awaited<ReturnType<Resolver['resolveSrv']>>;
  /** Answers for this name alone, and notes that it was stopped. */
  function resolverOf(answer: () => Promise<Resolved>) {
    let stopped = false;
    const resolver = {
      resolveSrv: (asked: string) => (asked === name ? answer() : Promise.reject(new Error(asked))),
      getServers: () => [],
      cancel: () => void (stopped = true),
    } as unknown as Resolver;
    return { resolver, wasStopped: () => stopped };
  }
  const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

  it('are in lower case, without the last dot, each once, and none for the root', async () => {
    const { resolver } = resolverOf(() =>
      Promise.resolve(
        ['DC1.corp.example.com.', 'dc2.corp.example.com', 'dc1.corp.example.com', ''].map((host) =>
          record(host, 0, 100),
        ),
      ),
    );
    expect(await srvHosts(name, 2, undefined, resolver)).toEqual([
      'dc1.corp.example.com',
      'dc2.corp.example.com',
    ]);
  });

  it.each(['ENOTFOUND', 'ENODATA'])('are none where DNS says so: %s', async (code) => {
    expect(await srvHosts(name, 2, undefined, resolverOf(failing(code)).resolver)).toEqual([]);
  });

  it.each(['ESERVFAIL', 'EREFUSED', 'ECONNREFUSED'])('are not known where DNS fails: %s', async (code) => {
    await expect(srvHosts(name, 2, undefined, resolverOf(failing(code)).resolver)).rejects.toMatchObject({
      code: 'ldap.srvNotFound',
      params: { domain: name },
    });
  });

  it('are waited for no longer than that, or until somebody cancels', async () => {
    const never = () => new Promise<Resolved>(() => {});
    const late = resolverOf(never);
    await expect(srvHosts(name, 0.02, undefined, late.resolver)).rejects.toMatchObject({
      code: 'ldap.noAnswer',
    });
    expect(late.wasStopped()).toBe(true);
    const cancelled = resolverOf(never);
    const asking = srvHosts(name, 60, AbortSignal.timeout(20), cancelled.resolver);
    await expect(asking).rejects.toMatchObject({ code: 'job.cancelled' });
    expect(cancelled.wasStopped()).toBe(true);
  });
});
