/** What the vault keeps for sessions, and how it is read back: every text out of a keychain is parsed. */
import { z } from 'zod';
import type { SecretKind, VaultTier } from '#contract/sessions/vault.ts';
import { Fault } from '#contract/faults.ts';
import type { Vault } from '#vault/api.ts';
import { parseJson } from '../json.ts';

export const sessionKeysSchema = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string(),
  expiresAt: z.string(),
});
export type SessionKeys = z.infer<typeof sessionKeysSchema>;

export const longTermKeysSchema = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });
export type LongTermKeys = z.infer<typeof longTermKeysSchema>;

/** Secrets of one kind, by the id of what they belong to. Faults: the vault's, `vault.itemGone`, `vault.itemDamaged`. */
export class Secrets<T> {
  readonly #vault: Vault;
  readonly #kind: SecretKind;
  readonly #schema: z.ZodType<T>;

  constructor(vault: Vault, kind: SecretKind, schema: z.ZodType<T>) {
    this.#vault = vault;
    this.#kind = kind;
    this.#schema = schema;
  }

  keep(id: string, value: T): Promise<VaultTier> {
    return this.#vault.set({ kind: this.#kind, id }, JSON.stringify(this.#schema.parse(value)));
  }

  /** `name`: what people call it, for the fault. Null where there never was one. */
  async find(id: string, name: string): Promise<T | null> {
    const text = await this.#vault.get({ kind: this.#kind, id });
    if (text === null) return null;
    const parsed = this.#schema.safeParse(parseJson(text));
    if (!parsed.success) throw new Fault('vault.itemDamaged', { name });
    return parsed.data;
  }

  async get(id: string, name: string): Promise<T> {
    const value = await this.find(id, name);
    if (value === null) throw new Fault('vault.itemGone', { name });
    return value;
  }

  has(id: string): Promise<boolean> {
    return this.#vault.has({ kind: this.#kind, id });
  }

  remove(id: string): Promise<void> {
    return this.#vault.remove({ kind: this.#kind, id });
  }
}

/** For `catch`: a secret that the keychain lost is as none, and is taken anew. */
export function unlessGone(error: unknown): null {
  if (error instanceof Fault && error.code === 'vault.itemGone') return null;
  throw error;
}
