/** Reading live directories: the one implementation of the port in `api.ts`. */
import type { Resolver } from 'node:dns/promises';
import type { ReadLdap } from './api.ts';
import { defaultRetry, type Retry } from './bulk/retry.ts';
import { openBulk } from './bulk/reader.ts';
import { directoryConnection } from './connection.ts';
import { probe } from './probe.ts';
import { readingOf, signedIn } from './signedIn.ts';

export interface LdapOptions {
  /**
   * The resolver for SRV records and host names. Absent = the system's name servers for SRV records, and the system's
   * own way (hosts file and all) for host names.
   */
  readonly resolver?: Resolver;
  /** How a reading in bulk goes on when its connection breaks. */
  readonly retry?: Retry;
}

export function createLdap(options: LdapOptions = {}): ReadLdap {
  const { resolver, retry = defaultRetry } = options;
  return {
    async connect(connection, password, signal) {
      const channel = await signedIn(connection, password, resolver, signal);
      return directoryConnection(readingOf(channel, connection));
    },
    bulk: (connection, password, signal) =>
      openBulk({ connection, password, retry, dnsServers: resolver?.getServers() ?? null }, signal),
    probe: (connection, signal) => probe(connection, resolver, signal),
  };
}
