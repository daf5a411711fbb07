/**
 * A DNS forwarder that sends each zone to its own server and answers NXDOMAIN to everything else: the two forests find
 * each other through it, and nothing of the lab ever asks a name server outside.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

export interface DnsForwarder {
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

/** The queried name of a DNS message in lower case, or null for what is no query (RFC 1035, 4.1.2). */
export function questionName(message: Uint8Array): string | null {
  if (message.length < 17) return null;
  const labels: string[] = [];
  let at = 12;
  for (;;) {
    const length = message[at];
    if (length === undefined || length > 63) return null;
    if (length === 0) break;
    labels.push(Buffer.from(message.subarray(at + 1, at + 1 + length)).toString('latin1'));
    at += length + 1;
  }
  return labels.join('.').toLowerCase();
}

/** The same message as an answer with response code 3, NXDOMAIN, and no records but the question. */
export function nameError(message: Uint8Array): Buffer {
  let end = 12;
  while (message[end]) end += message[end]! + 1;
  const answer = Buffer.from(message.subarray(0, end + 5));
  answer[2] = 0x84 | (answer[2]! & 1);
  answer[3] = 0x83;
  answer.fill(0, 6, 12);
  return answer;
}

/** `zones`: zone name → the address of its server. A query goes to the longest zone that the name lies in. */
export async function startDnsForwarder(
  address: string,
  port: number,
  zones: Readonly<Record<string, string>>,
): Promise<DnsForwarder> {
  const server = createSocket('udp4');
  const pending = new Set<Socket>();
  const names = Object.keys(zones).sort((a, b) => b.length - a.length);

  server.on('error', () => {});
  server.on('message', (message, from) => {
    const name = questionName(message);
    if (name === null) return;
    const zone = names.find((candidate) => name === candidate || name.endsWith(`.${candidate}`));
    if (zone === undefined) {
      server.send(nameError(message), from.port, from.address);
      return;
    }
    const upstream = createSocket('udp4');
    const limit = setTimeout(() => upstream.close(), 5000);
    pending.add(upstream);
    upstream.on('close', () => {
      clearTimeout(limit);
      pending.delete(upstream);
    });
    upstream.on('error', () => upstream.close());
    upstream.once('message', (answer) => {
      upstream.close();
      server.send(answer, from.port, from.address);
    });
    upstream.send(message, 53, zones[zone]!);
  });

  server.bind(port, address);
  await once(server, 'listening');
  return {
    address,
    port: server.address().port,
    async close() {
      for (const socket of pending) socket.close();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}
