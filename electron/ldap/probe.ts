/** Looking at a server's certificate without telling it anything: no name, no password, no question. */
import type { Resolver } from 'node:dns/promises';
import type { Connection, Probe } from '#contract/profiles.ts';
import { Fault } from '#contract/faults.ts';
import { Deadline } from './deadline.ts';
import { dialAny, startTls } from './open.ts';
import { inspect } from './tls.ts';

/**
 * A handshake that ends before the first LDAP byte (with StartTLS, after the one request for TLS). `plain` shows no
 * certificate; with a user it would be refused. Rejects where no certificate can be seen at all.
 */
export async function probe(
  connection: Connection,
  resolver: Resolver | undefined,
  signal?: AbortSignal,
): Promise<Probe> {
  const deadline = new Deadline(connection.timeoutSeconds, signal);
  const { socket, target } = await dialAny(connection, resolver, deadline, signal);
  const where = { host: target.host, port: target.port };
  if (connection.security === 'plain') {
    socket.destroy();
    const fault = connection.user === null ? null : new Fault('ldap.plainPassword', where).toData();
    return { ...where, chain: [], trusted: false, fault };
  }
  const raw = connection.security === 'starttls' ? await startTls(socket, where, deadline) : socket;
  const { chain, fault } = await inspect(raw, target, deadline);
  return { ...where, chain, trusted: fault === null, fault: fault?.toData() ?? null };
}
