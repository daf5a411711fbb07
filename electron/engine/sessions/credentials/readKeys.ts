/** Reads one session's keys out of the keychain. */
import type { Child } from '#contract/shell.ts';
import { createVault, defaultLimits } from '#vault/client.ts';
import { Secrets, sessionKeysSchema, unlessGone, type SessionKeys } from '../secrets.ts';

/** Null: the keychain has it no more. Rejects with `vault.…`. */
export async function readKeys(
  { id, name }: { readonly id: string; readonly name: string },
  started: Promise<Child>,
  limitMs: number,
): Promise<SessionKeys | null> {
  const most = (milliseconds: number) => Math.min(milliseconds, limitMs);
  const { startMs, callMs, promptMs, stateMs } = defaultLimits;
  const vault = createVault({
    startChild: () => started,
    index: {
      secretNames: () => [{ kind: 'sts-session', id, tier: 'os-keychain' }],
      noteSecret: () => {},
      forgetSecret: () => {},
    },
    limits: {
      startMs: most(startMs),
      callMs: most(callMs),
      promptMs: most(promptMs),
      stateMs: most(stateMs),
    },
  });
  try {
    return await new Secrets(vault, 'sts-session', sessionKeysSchema).find(id, name).catch(unlessGone);
  } finally {
    await vault.close();
  }
}
