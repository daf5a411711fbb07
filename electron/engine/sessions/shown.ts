/** A session as people see it, out of what the store keeps and what is known now. */
import type { Failure, Session, StoredSession } from '#contract/sessions/session.ts';
import { needOf, stateOf } from '#domain/session/lifetime.ts';
import { roleArnOf } from '#domain/session/request.ts';
import type { UserStore } from '#userstore/api.ts';

export interface Now {
  readonly present: boolean;
  readonly refreshing: boolean;
  readonly failure: Failure | null;
  readonly accountAlias: string | null;
  readonly milliseconds: number;
}

export function shown(stored: StoredSession, store: UserStore, now: Now): Session {
  const { request } = stored;
  return {
    ...stored,
    state: stateOf({
      takenAt: Date.parse(stored.takenAt),
      expiresAt: Date.parse(stored.expiresAt),
      now: now.milliseconds,
      present: now.present,
    }),
    accountAlias: now.accountAlias,
    roleName: roleNameOf(stored),
    region: request.region,
    needs: needOf(request),
    origin: originOf(stored, store),
    refreshing: now.refreshing,
    failure: now.failure,
  };
}

function roleNameOf({ request }: StoredSession): string | null {
  if (request.kind === 'portalRole') return request.roleName;
  return roleArnOf(request)?.split('/').at(-1) ?? null;
}

/** The name of what a session comes from; null = the standard chain, or something pasted. */
function originOf({ request }: StoredSession, store: UserStore): string | null {
  const nameIn = (list: readonly { id: string; name: string }[], id: string | null) =>
    list.find((each) => each.id === id)?.name ?? null;
  if (request.kind === 'portalRole') return nameIn(store.portals(), request.portal);
  if (request.kind === 'saml') return nameIn(store.identityProviders(), request.identityProvider);
  if (request.kind === 'webIdentity') return null;
  const { source } = request;
  if (source.kind === 'profile') return source.profile;
  return nameIn(source.kind === 'session' ? store.sessions() : store.accessKeys(), source.id);
}
