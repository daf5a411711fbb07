/** Long-term access keys: the keys in the vault, who they are in the user's store. They go in and never come out to a window. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { AccessKey, addAccessKeySchema, StoredAccessKey } from '#contract/sessions/accessKey.ts';
import { Fault } from '#contract/faults.ts';
import type { Sts } from '#sts/api.ts';
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
    const { store, longTermKeys, sts } = this.#parts;
    const owner = await sts
      // Any Region of the partition tells whose a key is.
      .identity(
        { kind: 'keys', accessKeyId, secretAccessKey },
        process.env['AWS_REGION'] ?? 'us-east-1',
        signal,
      )
      .catch((error: unknown) => {
        const silent = error instanceof Fault && ['aws.unreachable', 'aws.noAnswer'].includes(error.code);
        if (silent) return null;
        throw error;
      });
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

  async remove(id: string): Promise<void> {
    const { store, longTermKeys } = this.#parts;
    if (!store.accessKeys().some((key) => key.id === id))
      throw new Fault('session.keyNotFound', { name: id });
    await longTermKeys.remove(id);
    store.removeAccessKey(id);
  }
}
