/**
 * One SRV question asked by ourselves (RFC 1035, RFC 2782). Node's resolver refuses answers whose SRV target is
 * compressed, which is how Samba's name server (and so AWS Simple AD) writes them: `EBADRESP`.
 */
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect, isIPv6 } from 'node:net';
import type { SrvRecord } from 'node:dns';

const typeSrv = 33;
const classIn = 1;

function question(name: string, id: number): Buffer {
  const labels = name.replace(/\.$/, '').split('.').map((label) => Buffer.from(label, 'latin1')); // prettier-ignore
  if (labels.some((label) => label.length === 0 || label.length > 63)) throw new Error('name');
  const head = Buffer.alloc(12);
  head.writeUInt16BE(id, 0);
  head.writeUInt16BE(0x0100, 2); // recursion desired
  head.writeUInt16BE(1, 4);
  const tail = Buffer.from([0, 0, typeSrv, 0, classIn]);
  return Buffer.concat([head, ...labels.flatMap((label) => [Buffer.from([label.length]), label]), tail]);
}

/** A name, following compression pointers, which may only lead backwards. Answers the name and where it ended. */
function readName(bytes: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = [];
  let at = start;
  let end = -1;
  let lowest = start;
  for (;;) {
    const length = bytes.readUInt8(at);
    if (length === 0) return { name: labels.join('.'), end: end < 0 ? at + 1 : end };
    if (length >= 0xc0) {
      if (end < 0) end = at + 2;
      at = bytes.readUInt16BE(at) & 0x3fff;
      if (at >= lowest) throw new Error('pointer');
      lowest = at;
    } else {
      if (length > 63 || labels.length > 127) throw new Error('label');
      labels.push(bytes.toString('latin1', at + 1, at + 1 + length));
      at += 1 + length;
    }
  }
}

/** The SRV records of an answer; empty when the name has none. Throws on anything that is no whole answer to `id`. */
export function readSrvAnswer(bytes: Buffer, id: number): SrvRecord[] {
  if (bytes.readUInt16BE(0) !== id || (bytes.readUInt8(2) & 0x80) === 0) throw new Error('id');
  const code = bytes.readUInt8(3) & 0x0f;
  if (code !== 0 && code !== 3) throw new Error(`rcode ${code}`);
  let at = 12;
  for (let i = bytes.readUInt16BE(4); i > 0; i -= 1) at = readName(bytes, at).end + 4;
  const records: SrvRecord[] = [];
  for (let i = bytes.readUInt16BE(6); i > 0; i -= 1) {
    at = readName(bytes, at).end;
    const type = bytes.readUInt16BE(at);
    const length = bytes.readUInt16BE(at + 8);
    const data = at + 10;
    if (type === typeSrv)
      records.push({
        priority: bytes.readUInt16BE(data),
        weight: bytes.readUInt16BE(data + 2),
        port: bytes.readUInt16BE(data + 4),
        name: readName(bytes, data + 6).name,
      });
    at = data + length;
  }
  return records;
}

/** `10.0.0.1`, `10.0.0.1:5353`, `2001:db8::1`, `[2001:db8::1]:5353`: as `Resolver.getServers` writes them. */
function parseServer(server: string): { address: string; port: number } {
  const match = /^\[(.+)\]:(\d+)$/.exec(server) ?? /^([^:]+):(\d+)$/.exec(server);
  return match ? { address: match[1]!, port: Number(match[2]) } : { address: server, port: 53 };
}

function overUdp(server: string, query: Buffer, signal: AbortSignal): Promise<Buffer> {
  const { address, port } = parseServer(server);
  return new Promise((resolve, reject) => {
    const socket = createSocket({ type: isIPv6(address) ? 'udp6' : 'udp4', signal });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed')));
    // Connected: the system then drops whatever another address sends us.
    socket.connect(port, address, () => socket.send(query));
    socket.once('message', (message) => {
      resolve(message);
      socket.close();
    });
  });
}

function overTcp(server: string, query: Buffer, signal: AbortSignal): Promise<Buffer> {
  const { address, port } = parseServer(server);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, signal });
    const chunks: Buffer[] = [];
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed')));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const all = Buffer.concat(chunks);
      if (all.length < 2 || all.length < 2 + all.readUInt16BE(0)) return;
      resolve(all.subarray(2, 2 + all.readUInt16BE(0)));
      socket.destroy();
    });
    const size = Buffer.alloc(2);
    size.writeUInt16BE(query.length);
    socket.write(Buffer.concat([size, query]));
  });
}

/** Ask the servers one after another, three seconds each, by TCP where the answer was cut. Throws when none answers. */
export async function querySrv(
  name: string,
  servers: readonly string[],
  signal: AbortSignal,
): Promise<SrvRecord[]> {
  let failure: unknown = new Error('no name server');
  for (const server of servers) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(3000)]);
    const id = randomInt(0x10000);
    try {
      const query = question(name, id);
      const answer = await overUdp(server, query, limit);
      const cut = (answer.readUInt8(2) & 0x02) !== 0;
      return readSrvAnswer(cut ? await overTcp(server, query, limit) : answer, id);
    } catch (cause) {
      failure = cause;
      if (signal.aborted) break;
    }
  }
  throw failure;
}
