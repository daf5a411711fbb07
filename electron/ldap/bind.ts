/** Signing in, and refusing to try where a password would be given away. */
import type { Connection } from '#contract/profiles.ts';
import { Fault } from '#contract/faults.ts';
import { bindFault } from './bindErrors.ts';
import type { Channel } from './channel.ts';
import type { Deadline } from './deadline.ts';
import { codes } from './resultCodes.ts';

/**
 * Refuse what must not be sent, before anything is: a password in the clear, an empty password (a directory takes that
 * for an anonymous sign-in and says success, RFC 4513, 5.1.2), a name without a password.
 */
export function checkCredentials(connection: Connection, password: string | null): void {
  const { user, security, port } = connection;
  if (user === null) {
    if (password !== null) throw new Fault('input.invalid', { path: 'connection.user', detail: 'user' });
    return;
  }
  if (password === null) throw new Fault('ldap.passwordMissing', { name: user });
  if (password === '') throw new Fault('ldap.emptyPassword', {});
  if (security === 'plain')
    throw new Fault('ldap.plainPassword', { host: connection.host ?? connection.domain ?? '', port });
}

/** Bind as the profile's user, or anonymously. */
export async function signIn(
  channel: Channel,
  user: string | null,
  password: string | null,
  deadline: Deadline,
): Promise<void> {
  const result = await deadline.race(channel.bind(user ?? '', password ?? ''), channel.where, () =>
    channel.destroy(),
  );
  if (result.code !== codes.success) throw bindFault(result, user ?? '', channel.where);
}
