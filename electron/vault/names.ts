/** Names of secrets, and the account names under which a keychain shows them. */
import { Fault } from '../contract/faults.ts';
import { secretKinds } from '../contract/sessions/vault.ts';
import type { SecretName } from './api.ts';

/** What people see as the owner of the items in Seahorse, Keychain Access and the Credential Manager. */
export const serviceName = 'Treeline';

/** Windows cuts target names at 337 characters and part numbers follow; ids of ours are far shorter. */
const longestId = 200;

/** The account under which a keychain shows the secret. '#' begins a part's number, so an id never carries one raw. */
export function accountOf(name: SecretName): string {
  if (name.id === '' || name.id.length > longestId || !name.id.isWellFormed()) {
    throw new Fault('input.invalid', { path: 'id', detail: 'secret name' });
  }
  return `${name.kind}/${encodeURIComponent(name.id)}`;
}

/** The secret that an item or a part of one belongs to; null for an account name that we never wrote. */
export function nameOf(account: string): SecretName | null {
  const [, kindText, idText] = /^([a-z-]+)\/([^#]+)(?:#[ab]\d{1,6})?$/.exec(account) ?? [];
  const kind = secretKinds.find((one) => one === kindText);
  if (!kind || !idText) return null;
  try {
    const name = { kind, id: decodeURIComponent(idText) };
    return accountOf(name) === `${kind}/${idText}` ? name : null;
  } catch {
    return null;
  }
}

/** The secrets of these items and parts, each once, by kind and id. */
export function namesOf(accounts: readonly string[]): SecretName[] {
  const found = new Map<string, SecretName>();
  for (const account of accounts) {
    const name = nameOf(account);
    if (name) found.set(accountOf(name), name);
  }
  const order = (text: string, other: string) => (text < other ? -1 : text > other ? 1 : 0);
  return [...found].sort(([one], [other]) => order(one, other)).map(([, name]) => name);
}
