/** Reading live directories: the one implementation of the port in `api.ts`. */
import type { Resolver } from 'node:dns/promises';
import type { ReadLdap } from './api.ts';
import { checkCredentials, signIn } from './bind.ts';
import { directoryConnection } from './connection.ts';
import { Deadline } from './deadline.ts';
import { openChannel } from './open.ts';
import { probe } from './probe.ts';

export interface LdapOptions {
  /**
   * The resolver for SRV records and host names. Absent = the system's name servers for SRV records, and the system's
   * own way (hosts file and all) for host names.
   */
  readonly resolver?: Resolver;
}

export function createLdap(options: LdapOptions = {}): ReadLdap {
  const { resolver } = options;
  return {
    async connect(connection, password, signal) {
      checkCredentials(connection, password);
      const seconds = connection.timeoutSeconds;
      const deadline = new Deadline(seconds, signal);
      const channel = await openChannel(connection, resolver, deadline, signal);
      try {
        await signIn(channel, connection.user, password, deadline);
      } catch (cause) {
        await channel.close();
        throw cause;
      }
      // The server's own limit comes first, so that it is the server who says which search took too long.
      return directoryConnection({
        channel,
        pageSize: connection.pageSize,
        timeLimit: Math.max(1, seconds - 1),
      });
    },
    probe: (connection, signal) => probe(connection, resolver, signal),
  };
}
