/** Long-term access keys: the keys in the vault, who they are in the user's store. They go in and never come out to a window. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AccessKey, addAccessKeySchema, StoredAccessKey } from '#contract/sessions/accessKey.ts';
import { Fault } from '#contract/faults.ts';
import type { SeenIdentity, Signer, Sts } from '#sts/api.ts';
import type { UserStore } from '#userstore/api.ts';
import type { LongTermKeys, Secrets } from './secrets.ts';

export interface AccessKeyParts {
  readonly store: UserStore;
  readonly longTermKeys: Secrets<LongTermKeys>;
  readonly sts: Sts;
}

export class AccessKeys {
  readonly #parts: AccessKeyParts;

  constructor(parts: AccessKeyParts) {
    this.#parts = parts;
  }

  list(): Promise<AccessKey[]> {
    const { store, longTermKeys } = this.#parts;
    return Promise.all(
      store.accessKeys().map(async (key) => ({ ...key, present: await longTermKeys.has(key.id) })),
    );
  }

  /** Asks AWS whose they are first: keys that AWS refuses are not kept. Without an answer they are kept, their owner unknown. */
  async add(
    { name, accessKeyId, secretAccessKey, mfaSerial }: z.infer<typeof addAccessKeySchema>,
    signal?: AbortSignal,
  ): Promise<AccessKey> {
    const { store, longTermKeys } = this.#parts;
    const owner = await this.#owner({ kind: 'keys', accessKeyId, secretAccessKey }, signal);
    const stored: StoredAccessKey = {
      id: randomUUID(),
      name,
      accessKeyTail: accessKeyId.slice(-4),
      account: owner?.account ?? null,
      userArn: owner?.arn ?? null,
      mfaSerial,
      addedAt: new Date().toISOString(),
    };
    await longTermKeys.keep(stored.id, { accessKeyId, secretAccessKey });
    store.saveAccessKey(stored);
    return { ...stored, present: true };
  }

  /** Null where AWS cannot be asked. A key is known in its own partition alone, and does not say which that is. */
  async #owner(signer: Signer, signal?: AbortSignal): Promise<SeenIdentity | null> {
    const own = process.env['AWS_REGION'];
    const regions = own ? [own] : ['us-east-1', 'us-gov-west-1', 'cn-north-1'];
    let refused: unknown;
    for (const region of regions) {
      try {
        return await this.#parts.sts.identity(signer, region, signal);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        if (error.code === 'aws.unreachable' || error.code === 'aws.noAnswer') return null;
        if (error.code !== 'aws.credentialsInvalid') throw error;
        refused ??= error;
      }
    }
    throw refused;
  }

  async remove(id: string): Promise<void> {
    const { store, longTermKeys } = this.#parts;
    if (!store.accessKeys().some((key) => key.id === id))
      throw new Fault('session.keyNotFound', { name: id });
    await longTermKeys.remove(id);
    store.removeAccessKey(id);
  }
}
