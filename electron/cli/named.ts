/** What people call by a name of their own: sessions, keys, portals, identity providers. */
import { Fault } from '#contract/faults.ts';
import { sessionNamed } from '#engine/sessions/credentials/sessionNamed.ts';
import type { Session } from '#contract/sessions/session.ts';
import type { AccessKey } from '#contract/sessions/accessKey.ts';
import type { Portal } from '#contract/sessions/portal.ts';
import type { IdentityProvider } from '#contract/sessions/saml.ts';
import type { Context } from './command.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The one of that id or, where there is none, of that name. `none` makes the fault for nobody; several are `usage.invalid`. */
export function oneNamed<T extends Named>(all: readonly T[], wanted: string, none: () => Fault): T {
  const byId = all.find(({ id }) => id === wanted);
  if (byId) return byId;
  const [found, ...others] = all.filter(({ name }) => name === wanted);
  if (!found) throw none();
  if (others.length === 0) return found;
  const ids = [found, ...others].map(({ id }) => id).join(', ');
  throw new Fault('usage.invalid', { detail: `Several are called "${wanted}": ${ids}. Use the id.` });
}

/** Throws `session.notFound`, `session.ambiguous`. */
export const oneSession = async ({ client }: Pick<Context, 'client'>, wanted: string): Promise<Session> =>
  sessionNamed(await client.sessions.list(), wanted);

export const oneAccessKey = async ({ client }: Pick<Context, 'client'>, wanted: string): Promise<AccessKey> =>
  oneNamed(await client.accessKeys.list(), wanted, () => new Fault('session.keyNotFound', { name: wanted }));

export const onePortal = async ({ client }: Pick<Context, 'client'>, wanted: string): Promise<Portal> =>
  oneNamed(await client.portals.list(), wanted, () => new Fault('portal.notFound', { name: wanted }));

export const oneIdentityProvider = async (
  { client }: Pick<Context, 'client'>,
  wanted: string,
): Promise<IdentityProvider> =>
  oneNamed(await client.saml.providers(), wanted, () => new Fault('saml.providerNotFound', { name: wanted }));
