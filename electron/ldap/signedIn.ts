/** From a profile to a conversation that is signed in. */
import type { Resolver } from 'node:dns/promises';
import type { Connection } from '#contract/profiles.ts';
import { checkCredentials, signIn } from './bind.ts';
import type { Channel } from './channel.ts';
import { Deadline } from './deadline.ts';
import { openChannel } from './open.ts';
import type { Reading } from './search.ts';

/** Connect, negotiate TLS, judge the certificate, bind: all within the profile's time. */
export async function signedIn(
  connection: Connection,
  password: string | null,
  resolver: Resolver | undefined,
  signal?: AbortSignal,
): Promise<Channel> {
  checkCredentials(connection, password);
  const deadline = new Deadline(connection.timeoutSeconds, signal);
  const channel = await openChannel(connection, resolver, deadline, signal);
  try {
    await signIn(channel, connection.user, password, deadline);
  } catch (cause) {
    await channel.close();
    throw cause;
  }
  return channel;
}

/** How a profile reads. The server's own limit comes first, so that it is the server who says which search took too long. */
export const readingOf = (channel: Channel, connection: Connection): Reading => ({
  channel,
  pageSize: connection.pageSize,
  timeLimit: Math.max(1, connection.timeoutSeconds - 1),
});
