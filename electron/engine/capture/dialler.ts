/** How a capture reaches servers: as the profile says, or another controller of the same forest in the same way. */
import type { Connection } from '#contract/profiles.ts';
import type { BulkReader, DirectoryConnection, ReadLdap } from '#ldap/api.ts';

export interface Dialler {
  connect(connection: Connection, signal: AbortSignal): Promise<DirectoryConnection>;
  bulk(connection: Connection, signal: AbortSignal): Promise<BulkReader>;
}

/** Signs in with a password that is asked for once, when it is first needed. */
export function diallerOf(ldap: ReadLdap, password: () => Promise<string | null>): Dialler {
  let asked: Promise<string | null> | null = null;
  const known = () => (asked ??= password());
  return {
    connect: async (connection, signal) => ldap.connect(connection, await known(), signal),
    bulk: async (connection, signal) => ldap.bulk(connection, await known(), signal),
  };
}

/** The same way in (user, trust, port, limits) to the controllers of another domain of the forest, found by DNS. */
export function toDomain(connection: Connection, dnsName: string): Connection {
  return { ...connection, host: null, domain: dnsName, serverName: null, base: null };
}
