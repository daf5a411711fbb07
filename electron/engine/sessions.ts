/** STS sessions: taken with AssumeRole, the secret in the vault, the name and the expiry in the user's store. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { AssumeRole, Session } from '#contract/sessions.ts';
import type { CredentialOperations, TemporaryCredentials } from '#sts/api.ts';
import type { EncodedMessage } from '#sts/decodeMessage.ts';
import type { StoredSession, UserStore } from '#userstore/api.ts';
import type { Vault } from '#vault/api.ts';
import { parseJson } from './json.ts';

const secretSchema = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string(),
  expiresAt: z.string(),
});
type Secret = z.infer<typeof secretSchema>;

export class Sessions {
  readonly #store: UserStore;
  readonly #vault: Vault;
  readonly #sts: CredentialOperations;

  constructor(store: UserStore, vault: Vault, sts: CredentialOperations) {
    this.#store = store;
    this.#vault = vault;
    this.#sts = sts;
  }

  async list(): Promise<Session[]> {
    return Promise.all(
      this.#store
        .sessions()
        .map(async (stored) => shown(stored, await this.#vault.has(secretName(stored.id)))),
    );
  }

  async take(request: AssumeRole): Promise<Session> {
    return this.#keep(randomUUID(), request, await this.#sts.assumeRole(request));
  }

  /** Takes the same role again and replaces the secret; the old one stays when that fails. */
  async refresh(id: string): Promise<Session> {
    const { name, roleArn, sessionName, durationSeconds, externalId, region, sourceProfile } = this.#at(id);
    const request = { name, roleArn, sessionName, durationSeconds, externalId, region, sourceProfile };
    return this.#keep(id, request, await this.#sts.assumeRole(request));
  }

  async remove(id: string): Promise<void> {
    this.#at(id);
    await this.#vault.remove(secretName(id));
    this.#store.removeSession(id);
  }

  async reveal(id: string): Promise<Secret> {
    const stored = this.#at(id);
    const text = await this.#vault.get(secretName(id));
    if (text === null) throw new Fault('vault.itemGone', { name: stored.name });
    const secret = secretSchema.safeParse(parseJson(text));
    if (!secret.success) throw new Fault('vault.itemDamaged', { name: stored.name });
    return secret.data;
  }

  /**
   * An encoded authorization message as JSON text, decoded with a session's keys, or else with a profile (null = the standard
   * credential chain). `region` null = that of the session, the profile or the environment.
   */
  async decodeMessage(
    { sessionId, message, profile, region }: EncodedMessage & { readonly sessionId: string | null },
    signal?: AbortSignal,
  ): Promise<string> {
    if (sessionId === null) return this.#sts.decodeMessage({ message, profile, region }, null, signal);
    const { region: own } = this.#at(sessionId);
    const keys = await this.reveal(sessionId);
    return this.#sts.decodeMessage({ message, profile: null, region: region ?? own }, keys, signal);
  }

  async #keep(id: string, request: AssumeRole, credentials: TemporaryCredentials): Promise<Session> {
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = credentials;
    const tier = await this.#vault.set(
      secretName(id),
      JSON.stringify({ accessKeyId, secretAccessKey, sessionToken, expiresAt }),
    );
    const stored: StoredSession = {
      ...request,
      id,
      account: request.roleArn.split(':')[4] ?? '',
      accessKeyTail: accessKeyId.slice(-4),
      takenAt: new Date().toISOString(),
      expiresAt,
      tier,
    };
    this.#store.saveSession(stored);
    return shown(stored, true);
  }

  #at(id: string): StoredSession {
    const stored = this.#store.sessions().find((session) => session.id === id);
    if (!stored) throw new Fault('session.notFound', { name: id });
    return stored;
  }
}

const secretName = (id: string) => ({ kind: 'sts-session', id }) as const;

function shown(stored: StoredSession, present: boolean): Session {
  const { id, name, roleArn, account, region, sourceProfile, accessKeyTail, takenAt, expiresAt, tier } =
    stored;
  return {
    id,
    name,
    roleArn,
    account,
    region,
    sourceProfile,
    accessKeyTail,
    takenAt,
    expiresAt,
    tier,
    present,
  };
}
