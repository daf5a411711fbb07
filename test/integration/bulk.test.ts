/** Reading in bulk from servers that keep AD's limits, break, fall silent and come back. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Connection } from '#contract/profiles.ts';
import { Fault } from '#contract/faults.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { BulkItem, BulkReader } from '#ldap/api.ts';
import type { Retry } from '#ldap/bulk/retry.ts';
import { createLdap } from '#ldap/createLdap.ts';
import { startAdServer, type AdBehaviour, type AdEntry } from '../lab/adServer.ts';
import { cutProxy } from '../lab/tcpFaults.ts';
import { bulkEntries, readBulk } from './bulkSupport.ts';
import { all, canonical, faultOf, toLocal } from './ldapSupport.ts';

const base = 'DC=big,DC=example';
const never = new AbortController().signal;
const request = { base, filter: '(objectClass=*)', attributes: ['*'] } as const;
const quick: Retry = { pauses: [0.02, 0.1, 0.2, 0.4, 0.8], restarts: 3 };

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});
const use = async <T extends { close(): Promise<void> }>(work: Promise<T>): Promise<T> => {
  const one = await work;
  open.push(one);
  return one;
};

const users = (count: number, value = 'x'): AdEntry[] =>
  Array.from({ length: count }, (_, i) => ({
    dn: `CN=u${i},${base}`,
    attributes: { objectClass: ['user'], cn: [`u${i}`], description: [value] },
  }));
const group = (name: string, count: number): AdEntry => ({
  dn: `CN=${name},${base}`,
  attributes: {
    objectClass: ['top', 'group'],
    uSNChanged: ['1000'],
    member: Array.from({ length: count }, (_, i) => `CN=m${i},${base}`),
  },
});

const reader = (port: number, over: Partial<Connection> = {}, retry: Retry = quick): Promise<BulkReader> =>
  use(createLdap({ retry }).bulk(toLocal(port, { pageSize: 100, ...over }), null));
const serve = (entries: readonly AdEntry[], behaviour: AdBehaviour = {}) =>
  use(startAdServer(entries, behaviour));

it('reads the same as the other reader: pages, ranges, empty pages, references', async () => {
  const entries = [...users(1234), group('g1', 4000), group('g2', 10), group('g3', 1501)];
  const server = await serve(entries, { emptyPages: true, references: ['ldap://child/DC=child'] });
  const bulk = await reader(server.port);
  const { read, items } = await readBulk(bulk, request);
  const directory = await use(createLdap().connect(toLocal(server.port), null));
  const expected = await all(directory.stream({ ...request, scope: 'sub' }, never));
  const sorted = (list: DirectoryEntry[]) => list.map(canonical).sort((a, b) => (a.dn < b.dn ? -1 : 1));
  expect(sorted(read)).toEqual(sorted(expected));
  expect(items.filter(({ is }) => is !== 'page')).toEqual([{ is: 'referral', uri: 'ldap://child/DC=child' }]);
  expect(read.find(({ dn }) => dn.startsWith('CN=g1'))!.attributes['member']).toHaveLength(4000);
  // Another reading by the same reader.
  const again = await bulkEntries(bulk, { ...request, attributes: ['cn'] });
  expect(again).toHaveLength(read.length);
});

describe('a group that changes while its pieces are read', () => {
  it.each([
    ['is read anew', 1, 4000],
    ['is left out when it is deleted', 0, 0],
  ])('%s', async (_, stays, count) => {
    const entries = [group('g', 4000)];
    const server = await serve(entries, {
      onSearch: ({ attributes }) => {
        if (!attributes.some((name) => name.startsWith('member;range=1500-')) || entries.length === 0) return;
        if (stays === 0) entries.pop();
        else if (entries[0]!.attributes['uSNChanged']![0] === '1000') {
          entries[0]!.attributes = { ...group('g', 4000).attributes, uSNChanged: ['1001'] };
          entries[0]!.attributes['member'] = Array.from({ length: 4000 }, (_, i) => `CN=n${i},${base}`);
        }
      },
    });
    const read = await bulkEntries(await reader(server.port), request);
    expect(read).toHaveLength(stays);
    const members = read[0]?.attributes['member'] ?? [];
    expect(members).toHaveLength(count);
    expect(members.every((dn) => (dn as string).startsWith('CN=n'))).toBe(true);
  });
});

describe('a connection that breaks', () => {
  it('is dialled again, and the reading begins again', async () => {
    const server = await serve(users(3000, 'y'.repeat(500)));
    const proxy = await use(cutProxy('127.0.0.1', server.port));
    const bulk = await reader(proxy.port);
    proxy.cutAfter(700_000);
    const healed = setInterval(() => proxy.open() === 0 && proxy.cutAfter(null), 20);
    const { items, read } = await readBulk(bulk, request).finally(() => clearInterval(healed));
    expect(items.filter(({ is }) => is === 'again')).toEqual([{ is: 'again' }]);
    // What came before the break does not count.
    expect(new Set(read.map(({ dn }) => dn)).size).toBe(3000);
    expect(read).toHaveLength(3000);
    expect(proxy.connections()).toBeGreaterThan(1);
    // It goes on being good for further readings.
    expect(await bulkEntries(bulk, request)).toHaveLength(3000);
  });

  it('for good ends with its fault, after the tries that were told', async () => {
    const server = await serve(users(3000, 'y'.repeat(500)));
    const proxy = await use(cutProxy('127.0.0.1', server.port));
    const bulk = await reader(proxy.port);
    proxy.cutAfter(100_000);
    const begun = performance.now();
    expect((await faultOf(readBulk(bulk, request))).code).toBe('ldap.connectionLost');
    expect(performance.now() - begun).toBeGreaterThan(1500);
    expect(proxy.connections()).toBe(1 + quick.pauses.length);
  });

  it('again and again ends too', async () => {
    const server = await serve(users(3000, 'y'.repeat(500)), { noticeAfter: { entries: 50, code: 52 } });
    const bulk = await reader(server.port);
    const items: BulkItem[] = [];
    const fault = await faultOf(
      (async () => {
        for await (const item of bulk.read(request, never)) items.push(item);
      })(),
    );
    expect(fault.code).toBe('ldap.connectionLost');
    expect(items.filter(({ is }) => is === 'again')).toHaveLength(quick.restarts);
  });

  it.each<[string, AdBehaviour]>([
    ['is busy', { failWith: { code: 51, message: '' } }],
    ['is not available', { failWith: { code: 52, message: '' } }],
    ['says good-bye', { noticeAfter: { entries: 3, code: 52 } }],
    ['says good-bye for being busy', { noticeAfter: { entries: 3, code: 51 } }],
    ['falls silent', { stallAfter: 3 }],
  ])('because the server %s for a while', async (_, trouble) => {
    const server = await serve(users(300), trouble);
    const bulk = await reader(server.port, { timeoutSeconds: 1 });
    const calm = setTimeout(() => {
      for (const key of Object.keys(trouble)) delete server.behaviour[key as keyof AdBehaviour];
    }, 150);
    const { items, read } = await readBulk(bulk, request);
    clearTimeout(calm);
    expect(items.some(({ is }) => is === 'again')).toBe(true);
    expect(read).toHaveLength(300);
  });

  it('because the server sends nonsense is not dialled again', async () => {
    const malformedEntry = Buffer.from('300d02010264080401783003300504', 'hex');
    const server = await serve(users(10), { malformedEntry });
    const bulk = await reader(server.port);
    expect((await faultOf(readBulk(bulk, request))).code).toBe('ldap.notLdap');
    expect(server.operations.filter((operation) => operation === 0x60)).toHaveLength(1);
  });

  it('that never was is not dialled again', async () => {
    const begun = performance.now();
    const server = await startAdServer([], { bindResult: { code: 51, message: '' } });
    expect((await faultOf(reader(server.port))).code).toBe('ldap.busy');
    await server.close();
    expect((await faultOf(reader(server.port))).code).toBe('ldap.closedPort');
    expect(performance.now() - begun).toBeLessThan(8000);
  });
});

describe('ending it', () => {
  it('by a cancel: the server is told, and the next reading finds the connection good', async () => {
    const server = await serve(users(5000));
    const bulk = await reader(server.port);
    const cancel = new AbortController();
    const reading = (async () => {
      for await (const item of bulk.read(request, cancel.signal)) if (item.is === 'page') cancel.abort();
    })();
    expect(await faultOf(reading)).toEqual({ code: 'job.cancelled', params: {} });
    expect(await bulkEntries(bulk, request)).toHaveLength(5000);
    expect(server.operations.filter((operation) => operation === 0x60)).toHaveLength(1);
    expect([...new Set(server.operations)].sort()).toEqual(
      server.operations.includes(0x50) ? [0x50, 0x60, 0x63] : [0x60, 0x63],
    );
  });

  it('by a cancel while the server says nothing', async () => {
    const server = await serve(users(10), { stallAfter: 2 });
    const bulk = await reader(server.port, { timeoutSeconds: 30 });
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 200);
    const begun = performance.now();
    expect((await faultOf(readBulk(bulk, request, cancel.signal))).code).toBe('job.cancelled');
    expect(performance.now() - begun).toBeLessThan(2000);
    server.behaviour.stallAfter = 1000;
    expect(await bulkEntries(bulk, request)).toHaveLength(10);
    expect(server.operations.filter((operation) => operation === 0x50)).toHaveLength(1);
  });

  it('by a cancel while it is dialled again', async () => {
    const server = await startAdServer(users(3000));
    const bulk = await reader(server.port, {}, { pauses: [60, 60], restarts: 3 });
    await server.close();
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 200);
    expect((await faultOf(readBulk(bulk, request, cancel.signal))).code).toBe('job.cancelled');
  });

  it('by leaving the loop', async () => {
    const server = await serve(users(5000));
    const bulk = await reader(server.port);
    for await (const item of bulk.read(request, never)) {
      expect(item.is).toBe('page');
      break;
    }
    expect(await bulkEntries(bulk, request)).toHaveLength(5000);
  });

  it('by closing in the middle', async () => {
    const server = await serve(users(50), { stallAfter: 2 });
    const bulk = await createLdap().bulk(toLocal(server.port, { timeoutSeconds: 30 }), null);
    const reading = faultOf(readBulk(bulk, request));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const begun = performance.now();
    await bulk.close();
    expect(performance.now() - begun).toBeLessThan(3500);
    expect((await reading).code).toBe('job.cancelled');
    expect((await faultOf(readBulk(bulk, request))).code).toBe('job.cancelled');
  });

  it('by a cancel before it is open', async () => {
    const server = await use(cutProxy('127.0.0.1', 1));
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 50);
    const work = createLdap().bulk(toLocal(server.port, { timeoutSeconds: 30 }), null, cancel.signal);
    expect(['job.cancelled', 'ldap.connectionLost']).toContain((await faultOf(work)).code);
    expect((await faultOf(createLdap().bulk(toLocal(server.port), null, AbortSignal.abort()))).code).toBe(
      'job.cancelled',
    );
  });
});

it('refuses one reading beside another', async () => {
  const server = await serve(users(5));
  const bulk = await reader(server.port);
  for await (const item of bulk.read(request, never)) {
    expect(item.is).toBe('page');
    await expect(readBulk(bulk, request)).rejects.toThrow(Fault);
  }
});

it('makes a server wait that sends and sends, paging or not', async () => {
  const entry = (id: number) => {
    const value = Buffer.alloc(60_000, 'x');
    const attribute = ber(0x30, ber(0x04, Buffer.from('description')), ber(0x31, ber(0x04, value)));
    return ber(0x30, ber(0x02, Buffer.from([id])), ber(0x64, ber(0x04, Buffer.from('CN=a')), ber(0x30, attribute))); // prettier-ignore
  };
  let sent = 0;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => {
      const id = bytes[bytes.indexOf(0x02) + 2]!;
      if (bytes.includes(0x60) && id === 1) socket.write(Buffer.from('300c02010161070a010004000400', 'hex'));
      if (id !== 2) return;
      const message = entry(id);
      const more = (): void => {
        while (!socket.destroyed && socket.write(message)) sent += message.length;
        sent += message.length;
      };
      socket.on('drain', more);
      more();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bulk = await reader((server.address() as AddressInfo).port);
  let taken = 0;
  let most = 0;
  const cancel = new AbortController();
  const fault = await faultOf(
    (async () => {
      for await (const item of bulk.read(request, cancel.signal)) {
        if (item.is === 'page') taken += item.page.bytes.length;
        await new Promise((resolve) => setTimeout(resolve, 30));
        most = Math.max(most, sent - taken);
        if (taken > 60_000_000) cancel.abort();
      }
    })(),
  );
  expect(fault.code).toBe('job.cancelled');
  // Four pages under way, one in the making, and what the system's sockets hold.
  expect(most).toBeLessThan(30_000_000);
  await bulk.close();
  server.close();
});

const ber = (tag: number, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  const length =
    body.length < 0x80 ? [body.length] : [0x83, body.length >> 16, (body.length >> 8) & 0xff, body.length & 0xff]; // prettier-ignore
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
