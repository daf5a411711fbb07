/** From a profile to a conversation: find the host, connect, start TLS, judge the certificate. Nothing is signed in yet. */
import type { Resolver } from 'node:dns/promises';
import type { Socket } from 'node:net';
import type { Connection } from '#contract/profiles.ts';
import { Fault } from '#contract/faults.ts';
import { Channel } from './channel.ts';
import { Deadline } from './deadline.ts';
import { dial } from './dial.ts';
import { codes, type Where } from './resultCodes.ts';
import { targetsOf, type Target } from './targets.ts';
import { secure, type TlsTarget } from './tls.ts';

/** Faults of one host after which another of the same domain may serve. A bad certificate is not among them. */
const elsewhere: ReadonlySet<string> = new Set([
  'ldap.hostUnknown',
  'ldap.closedPort',
  'ldap.unreachable',
  'ldap.noAnswer',
]);

export interface Dialled {
  readonly socket: Socket;
  readonly target: TlsTarget;
}

/**
 * A TCP connection to the first host that takes one; the deadline is shared out over the hosts still to try, so that a
 * dead controller does not use up the time of a living one.
 */
export async function dialAny(
  connection: Connection,
  resolver: Resolver | undefined,
  deadline: Deadline,
  signal?: AbortSignal,
): Promise<Dialled> {
  const targets = await targetsOf(connection, resolver, deadline);
  const { port, trust } = connection;
  for (let i = 0; ; i += 1) {
    const { host, names }: Target = targets[i]!;
    const last = i === targets.length - 1;
    const share = last
      ? deadline
      : new Deadline(Math.max(0.05, deadline.left / 1000 / (targets.length - i)), signal);
    try {
      const socket = await dial({ host, port }, share, resolver);
      return { socket, target: { host, port, trust, names } };
    } catch (cause) {
      if (last || !(cause instanceof Fault && elsewhere.has(cause.code))) throw cause;
    }
  }
}

/** Ask for TLS in the clear (RFC 4511, 4.14); answers the same socket, on which nothing but the handshake may follow. */
export async function startTls(socket: Socket, where: Where, deadline: Deadline): Promise<Socket> {
  const channel = new Channel(socket, where, deadline.seconds);
  try {
    const result = await deadline.race(channel.startTls(), where, () => channel.destroy());
    if (result.code !== codes.success) throw new Fault('ldap.startTlsRefused', where);
    return channel.detach();
  } catch (cause) {
    channel.destroy();
    throw cause;
  }
}

/** A conversation over a connection that the profile trusts. */
export async function openChannel(
  connection: Connection,
  resolver: Resolver | undefined,
  deadline: Deadline,
  signal?: AbortSignal,
): Promise<Channel> {
  const { socket, target } = await dialAny(connection, resolver, deadline, signal);
  const where = { host: target.host, port: target.port };
  if (connection.security === 'plain') return new Channel(socket, where, connection.timeoutSeconds);
  const raw = connection.security === 'starttls' ? await startTls(socket, where, deadline) : socket;
  return new Channel(await secure(raw, target, deadline), where, connection.timeoutSeconds);
}
