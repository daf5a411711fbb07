/** A ring in this process's memory: what stands in for the keychain where there is none, and ends with the process. */
import type { Ring } from './parts.ts';

export function memoryRing(): Ring & { accounts(): string[]; clear(): void } {
  const values = new Map<string, string>();
  return {
    get: (account) => Promise.resolve(values.get(account) ?? null),
    set: (account, value) => {
      values.set(account, value);
      return Promise.resolve();
    },
    delete: (account) => Promise.resolve(values.delete(account)),
    accounts: () => [...values.keys()],
    clear: () => values.clear(),
  };
}
