/** The operating system's keychain, through keytar's API (its maintained fork). Loaded on first use, in the vault's child alone. */
import { setTimeout as delay } from 'node:timers/promises';
import { serviceName } from './names.ts';
import type { Ring } from './parts.ts';

/** The part of keytar that is used. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
  findCredentials(service: string): Promise<{ account: string; password: string }[]>;
}

/** The native module did not load: on Linux, libsecret-1.so.0 is missing. */
export class NoNativeModule extends Error {}

/** keytar is CommonJS with a native addon; under ESM its exports arrive as the default export, in a bundle too, where it stays external. */
export async function loadKeytar(): Promise<Keytar> {
  try {
    const { default: keytar } = await import('keytar');
    return keytar;
  } catch (error) {
    throw new NoNativeModule('native module', { cause: error });
  }
}

/**
 * Calls of other processes on the same key race inside the Secret Service: the item that a search found is gone when
 * it is asked for ("No such interface “org.freedesktop.Secret.Item”"). Asking again is then the answer.
 */
const raced = /no such (interface|object|method)|unknown ?(object|method|interface)|object does not exist/i;
const tries = 4;

async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let left = tries; ; left--) {
    try {
      return await call();
    } catch (error) {
      if (left <= 1 || !(error instanceof Error) || !raced.test(error.message)) throw error;
      await delay(10 + Math.random() * 40);
    }
  }
}

export function keytarRing(keytar: Keytar, service: string = serviceName): Ring {
  return {
    get: (account) => patiently(() => keytar.getPassword(service, account)),
    set: (account, value) => patiently(() => keytar.setPassword(service, account, value)),
    delete: (account) => patiently(() => keytar.deletePassword(service, account)),
  };
}
