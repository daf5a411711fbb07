/** Portals of IAM Identity Center: kept in the user's store, signed in to with a token of the vault. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Portal, PortalAccount, PortalStep, StoredPortal } from '#contract/sessions/portal.ts';
import { Fault, type FaultCode } from '#contract/faults.ts';
import type { PortalRoleRequest } from '#domain/session/request.ts';
import type { PortalClient, PortalOperations, PortalToken } from '#sts/portal/api.ts';
import type { UserStore } from '#userstore/api.ts';
import type { Vault } from '#vault/api.ts';
import { Flights } from './flights.ts';
import type { GivenAddresses } from './givenAddresses.ts';
import { orGivenUp } from './orGivenUp.ts';
import type { Prompts } from './prompts.ts';
import { Secrets, unlessGone, type SessionKeys } from './secrets.ts';

const clientSchema: z.ZodType<PortalClient> = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  expiresAt: z.string(),
  redirect: z.boolean(),
});
/** The token with the client that it was given to: no other may renew it. */
const tokenSchema = z.object({
  token: z.object({
    accessToken: z.string(),
    expiresAt: z.string(),
    refreshToken: z.string().nullable(),
  }),
  client: clientSchema,
});
type KeptToken = z.infer<typeof tokenSchema>;

export interface PortalParts {
  readonly store: UserStore;
  readonly vault: Vault;
  readonly portal: PortalOperations;
  readonly prompts: Prompts;
  readonly addresses: GivenAddresses;
}

export type SignInWay = 'code' | 'browser';

/** A token that ends within this is no longer begun anything with. */
const marginMs = 60_000;
const isGood = (expiresAt: string) => Date.parse(expiresAt) > Date.now() + marginMs;

export class Portals {
  readonly #parts: PortalParts;
  readonly #tokens: Secrets<KeptToken>;
  readonly #clients: Secrets<PortalClient>;
  readonly #flights: Flights;

  constructor(parts: PortalParts) {
    this.#parts = parts;
    this.#tokens = new Secrets(parts.vault, 'portal-token', tokenSchema);
    this.#clients = new Secrets(parts.vault, 'portal-client', clientSchema);
    this.#flights = new Flights(parts.store, { waitMs: 60_000 });
  }

  list(): Promise<Portal[]> {
    return Promise.all(this.#parts.store.portals().map((stored) => this.#shown(stored)));
  }

  async save({ id, ...rest }: Omit<StoredPortal, 'id'> & { readonly id: string | null }): Promise<Portal> {
    const before = id === null ? null : this.at(id);
    const stored = { ...rest, id: before?.id ?? randomUUID() };
    // A token holds at the portal that gave it and at no other.
    if (before && (before.startUrl !== stored.startUrl || before.region !== stored.region))
      await this.#forget(before.id);
    this.#parts.store.savePortal(stored);
    return this.#shown(stored);
  }

  async remove(id: string): Promise<void> {
    this.at(id);
    await this.#forget(id);
    this.#parts.store.removePortal(id);
  }

  at(id: string): StoredPortal {
    const stored = this.#parts.store.portals().find((portal) => portal.id === id);
    if (!stored) throw new Fault('portal.notFound', { name: id });
    return stored;
  }

  /** The address to open, and then the end; ending the stream gives up. */
  async *signIn(
    id: string,
    way: SignInWay,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<PortalStep, void, void> {
    const ending = new AbortController();
    const until = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal;
    try {
      const place = this.at(id);
      const client = await this.#client(place, way, until);
      const token = yield* way === 'code'
        ? this.#byCode(place, client, until)
        : this.#byBrowser(place, client, until);
      await this.#keep(place, { token, client });
      this.#parts.prompts.signedIn(id);
      yield { step: 'done', signedInUntil: token.expiresAt };
    } catch (error) {
      // The next sign-in registers anew.
      if (hasCode(error, 'portal.clientExpired')) await this.#clients.remove(clientId(id, way));
      throw error;
    } finally {
      ending.abort();
    }
  }

  /** Also ends, at the portal, what was taken with this sign-in. */
  async signOut(id: string): Promise<void> {
    const { region, name } = this.at(id);
    const kept = await this.#tokens.find(id, name);
    if (kept) await this.#parts.portal.signOut({ region, accessToken: kept.token.accessToken });
    if (kept) await this.#tokens.remove(id);
  }

  async accounts(id: string, signal?: AbortSignal): Promise<PortalAccount[]> {
    return this.#parts.portal.accounts(await this.#signedIn(id, signal), signal);
  }

  async roles(id: string, account: string, signal?: AbortSignal): Promise<string[]> {
    return this.#parts.portal.roles(await this.#signedIn(id, signal), account, signal);
  }

  /** Keys of a role; rejects with `portal.signInNeeded` where the sign-in is over and cannot be renewed. */
  async keys({ portal, account, roleName }: PortalRoleRequest, signal: AbortSignal): Promise<SessionKeys> {
    const signedIn = await this.#signedIn(portal, signal);
    try {
      return await this.#parts.portal.take(signedIn, account, roleName, signal);
    } catch (error) {
      // Signed out somewhere else, before the token's own end.
      if (!hasCode(error, 'portal.tokenExpired')) throw error;
      const { name } = this.at(portal);
      // Unless somebody signed in meanwhile.
      const kept = await this.#tokens.find(portal, name).catch(unlessGone);
      if (kept?.token.accessToken === signedIn.accessToken) await this.#tokens.remove(portal);
      throw new Fault('portal.signInNeeded', { name });
    }
  }

  close(): Promise<void> {
    return this.#flights.close();
  }

  async *#byCode(
    place: StoredPortal,
    client: PortalClient,
    signal: AbortSignal,
  ): AsyncGenerator<PortalStep, PortalToken, void> {
    const { portal } = this.#parts;
    const device = await portal.startDevice(place, client, signal);
    const { userCode, verificationUriComplete: address, expiresAt: until } = device;
    this.#parts.addresses.give(address);
    yield { step: 'code', address, userCode, until };
    return portal.awaitDevice(place, client, device, signal);
  }

  async *#byBrowser(
    place: StoredPortal,
    client: PortalClient,
    signal: AbortSignal,
  ): AsyncGenerator<PortalStep, PortalToken, void> {
    const { promise: opened, resolve } = Promise.withResolvers<string>();
    const token = this.#parts.portal.signInByBrowser(place, client, resolve, signal);
    // A refusal before the address is known must not be waited for.
    const address = await Promise.race([opened, token.then(() => null)]);
    if (address !== null) {
      this.#parts.addresses.give(address);
      yield { step: 'browser', address, until: new Date(Date.now() + 600_000).toISOString() };
    }
    return token;
  }

  async #client(place: StoredPortal, way: SignInWay, signal: AbortSignal): Promise<PortalClient> {
    const id = clientId(place.id, way);
    const kept = await this.#clients.find(id, place.name).catch(unlessGone);
    if (kept && isGood(kept.expiresAt)) return kept;
    const client = await this.#parts.portal.register({ ...place, redirect: way === 'browser' }, signal);
    await this.#clients.keep(id, client);
    return client;
  }

  async #signedIn(id: string, signal?: AbortSignal): Promise<{ region: string; accessToken: string }> {
    const place = this.at(id);
    const kept = await this.#tokens.find(id, place.name).catch(unlessGone);
    if (!kept) throw new Fault('portal.signInNeeded', { name: place.name });
    const token = isGood(kept.token.expiresAt) ? kept.token : await orGivenUp(this.#renewed(place), signal);
    return { region: place.region, accessToken: token.accessToken };
  }

  /** One renewal for all who wait: a refresh token may be good for one use. */
  #renewed(place: StoredPortal): Promise<PortalToken> {
    const { id, name } = place;
    return this.#flights.join(id, (ending) => {
      const alone = { key: `portal:${id}`, name, done: () => null };
      return this.#flights.alone(alone, ending, async (held) => {
        const kept = await this.#tokens.find(id, name).catch(unlessGone);
        // Another process renewed it while we waited.
        if (kept && isGood(kept.token.expiresAt)) return kept.token;
        if (!kept?.token.refreshToken || !isGood(kept.client.expiresAt))
          throw new Fault('portal.signInNeeded', { name });
        try {
          const token = await this.#parts.portal.renew(place, kept.client, kept.token.refreshToken, held);
          await this.#keep(place, { token, client: kept.client });
          return token;
        } catch (error) {
          if (!hasCode(error, 'portal.tokenExpired') && !hasCode(error, 'portal.clientExpired')) throw error;
          throw new Fault('portal.signInNeeded', { name });
        }
      });
    });
  }

  /** A token of a portal that was moved or removed while it was asked for is of no use. */
  async #keep({ id, startUrl, region }: StoredPortal, kept: KeptToken): Promise<void> {
    const now = this.at(id);
    if (now.startUrl !== startUrl || now.region !== region)
      throw new Fault('portal.signInNeeded', { name: now.name });
    await this.#tokens.keep(id, kept);
  }

  async #shown(stored: StoredPortal): Promise<Portal> {
    const there = await this.#tokens.has(stored.id);
    const kept = there ? await this.#tokens.find(stored.id, stored.name).catch(() => null) : null;
    const lasts = kept && (isGood(kept.token.expiresAt) || kept.token.refreshToken !== null);
    return { ...stored, signedInUntil: lasts ? kept.token.expiresAt : null };
  }

  async #forget(id: string): Promise<void> {
    if (await this.#tokens.has(id)) await this.#tokens.remove(id);
    for (const way of ['code', 'browser'] as const) {
      const client = clientId(id, way);
      if (await this.#clients.has(client)) await this.#clients.remove(client);
    }
  }
}

/** What a portal's registrations are called in the vault. */
export const clientId = (portal: string, way: SignInWay): string => `${portal} ${way}`;

const hasCode = (error: unknown, code: FaultCode): boolean => error instanceof Fault && error.code === code;
