/** Reading never writes: what the layer can say, seen from its surface, its bytes and its sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { Channel } from './channel.ts';
import { directoryConnection } from './connection.ts';
import { createLdap } from './createLdap.ts';
import * as messages from './messages.ts';

/** RFC 4511, 4.6 to 4.10: modify, add, delete, modify DN, compare. */
const writing = new Set([0x66, 0x68, 0x4a, 0x6c, 0x6e]);

function channel(): { channel: Channel; sent: Buffer[] } {
  const sent: Buffer[] = [];
  const socket = new Duplex({
    read() {},
    write(chunk: Buffer, _, done) {
      sent.push(chunk);
      done();
    },
  });
  return { channel: new Channel(socket as Socket, { host: 'x', port: 1 }, 1), sent };
}

const surface = (value: object): string[] =>
  [...Object.getOwnPropertyNames(value), ...Object.getOwnPropertyNames(Object.getPrototypeOf(value))]
    .filter((name) => name !== 'constructor' && !(name in Object.prototype))
    .sort();

it('a channel says bind, search and StartTLS, and ends', () => {
  expect(surface(channel().channel)).toEqual([
    'bind',
    'close',
    'destroy',
    'detach',
    'pause',
    'resume',
    'search',
    'startTls',
    'where',
  ]);
});

it('a connection reads and closes', () => {
  const connection = directoryConnection({ channel: channel().channel, pageSize: 1, timeLimit: 1 });
  expect(surface(connection)).toEqual(['close', 'dirSync', 'host', 'port', 'rootDse', 'search', 'stream']);
  expect(surface(createLdap())).toEqual(['bulk', 'connect', 'probe']);
});

it('every request that can be written is one of five, and the only extended one is StartTLS', () => {
  const filter = Buffer.from('870b6f626a656374436c617373', 'hex');
  const written = [
    messages.bindRequest('u', 'p'),
    messages.unbindRequest(),
    messages.abandonRequest(1),
    messages.startTlsRequest(),
    messages.searchRequest({ base: '', scope: 'base', filter, attributes: [], timeLimit: 0 }),
  ];
  const writers = Object.keys(messages).filter((name) => name.endsWith('Request'));
  expect(writers).toHaveLength(written.length);
  expect(written.map(([operation]) => operation![0]).sort()).toEqual(Object.values(messages.requests).sort());
  expect(Object.values(messages.requests).filter((tag) => writing.has(tag))).toEqual([]);
  expect(messages.startTlsRequest()[0]!.subarray(4).toString()).toBe('1.3.6.1.4.1.1466.20037');
});

it('what leaves the channel is what was asked for', async () => {
  const { channel: one, sent } = channel();
  const cancel = new AbortController();
  void one.bind('u', 'p').catch(() => {});
  const filter = Buffer.from('870b6f626a656374436c617373', 'hex');
  const searching = one.search(
    { base: '', scope: 'base', filter, attributes: [], timeLimit: 0 },
    { onEntry() {} },
    cancel.signal,
  );
  cancel.abort();
  await expect(searching).rejects.toMatchObject({ code: 'job.cancelled' });
  one.destroy();
  expect(sent.map((bytes) => bytes[5])).toEqual([0x60, 0x63, 0x50]);
});

it('no source of the layer brings in a client that could write', () => {
  const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  expect(sources.length).toBeGreaterThan(15);
  for (const name of sources)
    expect(readFileSync(`${import.meta.dirname}/${name}`, 'utf8')).not.toMatch(/from 'ldapts'/);
});
