/** Which hosts a connection may go to, and which names their certificates may carry. */
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Connection } from '#contract/profiles.ts';
import { Fault } from '#contract/faults.ts';
import type { Deadline } from './deadline.ts';
import { discover } from './srv.ts';

export interface Target {
  readonly host: string;
  readonly names: readonly string[];
}

const within = (host: string, domain: string): boolean => host.endsWith(`.${domain.toLowerCase()}`);

/**
 * DNS answers are not proof of anything: a discovered host outside the domain that the user named has to show a
 * certificate for the domain itself (RFC 6125, 6.2.1). An address may show the domain's name instead of its own.
 */
export function certificateNames(connection: Connection, host: string): string[] {
  const { serverName, domain } = connection;
  if (serverName !== null) return [serverName];
  if (domain === null) return [host];
  if (connection.host === null) return within(host, domain) ? [host, domain] : [domain];
  return isIP(host) === 0 ? [host] : [host, domain];
}

/** The hosts to try in turn: the one named, or the domain's controllers. */
export async function targetsOf(
  connection: Connection,
  resolver: Resolver | undefined,
  deadline: Deadline,
): Promise<Target[]> {
  const { host, domain, port } = connection;
  if (host === null && domain === null)
    throw new Fault('input.invalid', { path: 'connection.host', detail: 'host' });
  const hosts = host === null ? await discover(domain!, port, resolver ?? new Resolver(), deadline) : [host];
  return hosts.map((one) => ({ host: one, names: certificateNames(connection, one) }));
}
