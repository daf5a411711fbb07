/**
 * Attributes whose value is a secret: passwords, their hashes, recovery keys. Readers neither ask for them nor keep
 * them; where one is met nevertheless (an export of slapd), its value is withheld.
 */
import type { DirectoryEntry } from '../object.ts';
import { baseName } from '../values.ts';
import type { Syntax } from './syntax.ts';

export const secretAttributes = [
  'userPassword',
  'unicodePwd',
  'clearTextPassword',
  'dBCSPwd',
  'ntPwdHistory',
  'lmPwdHistory',
  'supplementalCredentials',
  'unixUserPassword',
  'msSFU30Password',
  'sambaNTPassword',
  'sambaLMPassword',
  'sambaPasswordHistory',
  'pwdHistory',
  'krbPrincipalKey',
  'initialAuthIncoming',
  'initialAuthOutgoing',
  'trustAuthIncoming',
  'trustAuthOutgoing',
  'currentValue',
  'priorValue',
  'linkTrackSecret',
  'privateKey',
  'userPKCS12',
  'pekList',
  'msDS-ManagedPassword',
  'msDS-ExecuteScriptPassword',
  'msKds-RootKeyData',
  'ms-Mcs-AdmPwd',
  'msLAPS-Password',
  'msLAPS-EncryptedPassword',
  'msLAPS-EncryptedPasswordHistory',
  'msLAPS-EncryptedDSRMPassword',
  'msLAPS-EncryptedDSRMPasswordHistory',
  'msFVE-RecoveryPassword',
  'msFVE-KeyPackage',
  'msTPM-OwnerInformation',
  'msPKIAccountCredentials',
  'msPKIDPAPIMasterKeys',
] as const;

const names = new Set<string>(secretAttributes.map((name) => name.toLowerCase()));

/** Whether an attribute, options and case aside, holds a secret. */
export function isSecretAttribute(name: string): boolean {
  return names.has(baseName(name).toLowerCase());
}

/** The entry without its secret attributes: what a reader hands on. The same object when it has none. */
export function withoutSecrets(entry: DirectoryEntry): DirectoryEntry {
  if (!Object.keys(entry.attributes).some(isSecretAttribute)) return entry;
  const kept = Object.entries(entry.attributes).filter(([name]) => !isSecretAttribute(name));
  return { ...entry, attributes: Object.fromEntries(kept) };
}

export const secretSyntax: Syntax<'secret'> = {
  name: 'secret',
  attributes: secretAttributes,
  decode: () => ({ text: '', code: 'withheld' }),
};
