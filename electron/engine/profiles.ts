/** Connection profiles and their passwords: the profile in the user's store, the password in the vault. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { Connection, Profile } from '#contract/profiles.ts';
import type { UserStore } from '#userstore/api.ts';
import { passwordBinding } from '#userstore/passwordBinding.ts';
import type { Vault } from '#vault/api.ts';
import { parseJson } from './json.ts';

export interface ProfileDraft {
  readonly id: string | null;
  readonly name: string;
  readonly connection: Connection;
  /** null keeps the stored one where it is still bound to this server; '' removes it. */
  readonly password: string | null;
}

export class Profiles {
  readonly #store: UserStore;
  readonly #vault: Vault;

  constructor(store: UserStore, vault: Vault) {
    this.#store = store;
    this.#vault = vault;
  }

  /** As stored; what only the memory of a process that has ended held is said to be gone. */
  list(): Promise<Profile[]> {
    return Promise.all(
      this.#store.profiles().map(async (profile): Promise<Profile> => {
        const gone = profile.password === 'memory' && !(await this.#vault.has(secretName(profile.id)));
        return gone ? { ...profile, password: 'none' } : profile;
      }),
    );
  }

  at(id: string): Profile {
    const profile = this.#store.profiles().find((candidate) => candidate.id === id);
    if (!profile) throw new Fault('profile.notFound', { name: id });
    return profile;
  }

  async save(draft: ProfileDraft): Promise<Profile> {
    const before = draft.id ? this.at(draft.id) : null;
    const id = before?.id ?? randomUUID();
    const name = secretName(id);
    let password = before?.password ?? 'none';
    const moved = before && passwordBinding(before.connection) !== passwordBinding(draft.connection);
    if (moved || draft.password === '') {
      // A password goes only to the server it was given for.
      if (password !== 'none') await this.#vault.remove(name);
      password = 'none';
    }
    if (draft.password) {
      const secret: Secret = { binding: passwordBinding(draft.connection), password: draft.password };
      const tier = await this.#vault.set(name, JSON.stringify(secret));
      password = tier === 'os-keychain' ? 'keychain' : 'memory';
    }
    const reads = moved ? null : (before?.reads ?? null);
    const profile: Profile = { id, name: draft.name, connection: draft.connection, password, reads };
    this.#store.saveProfile(profile);
    return profile;
  }

  /** Remembers which source a capture by this profile filled; one that is gone meanwhile has nothing to remember. */
  noteRead(id: string, source: string): void {
    const profile = this.#store.profiles().find((candidate) => candidate.id === id);
    if (profile && profile.reads !== source) this.#store.saveProfile({ ...profile, reads: source });
  }

  async remove(id: string): Promise<void> {
    const profile = this.at(id);
    if (profile.password !== 'none') await this.#vault.remove(secretName(id));
    this.#store.removeProfile(id);
  }

  /** The password to sign in with; null where the profile signs nobody in. */
  async password(profile: Profile): Promise<string | null> {
    if (!profile.connection.user) return null;
    const text = profile.password === 'none' ? null : await this.#stored(profile.id);
    const secret = text === null ? null : secretSchema.safeParse(parseJson(text));
    // The binding stands beside the password too: editing the user's store must not send it to another server.
    if (!secret?.success || secret.data.binding !== passwordBinding(profile.connection)) {
      throw new Fault('ldap.passwordMissing', { name: profile.name });
    }
    return secret.data.password;
  }

  /** Null as well where it was once stored and is gone: the caller names the profile, which the vault cannot. */
  #stored(id: string): Promise<string | null> {
    return this.#vault.get(secretName(id)).catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'vault.itemGone') return null;
      throw error;
    });
  }
}

const secretSchema = z.object({ binding: z.string(), password: z.string().min(1) });
type Secret = z.infer<typeof secretSchema>;

const secretName = (id: string) => ({ kind: 'ldap-password', id }) as const;
