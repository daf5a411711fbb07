import { fishText, posixText, powerShellText } from './quote.ts';

export const environmentForms = ['posix', 'fish', 'powershell', 'cmd'] as const;
export type EnvironmentForm = (typeof environmentForms)[number];

export interface SessionEnvironment {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Null = long-term keys. */
  readonly sessionToken: string | null;
  readonly region: string | null;
  /** ISO 8601; null = no end. */
  readonly expiresAt: string | null;
}

/** How a form sets a variable, and takes one away. */
const writers: Readonly<
  Record<
    EnvironmentForm,
    readonly [set: (name: string, value: string) => string, unset: (name: string) => string]
  >
> = {
  posix: [(name, value) => `export ${name}=${posixText(value)}`, (name) => `unset ${name}`],
  fish: [(name, value) => `set -gx ${name} ${fishText(value)}`, (name) => `set -e ${name}`],
  powershell: [
    (name, value) => `$Env:${name} = ${powerShellText(value)}`,
    (name) => `Remove-Item Env:${name} -ErrorAction SilentlyContinue`,
  ],
  cmd: [(name, value) => `set "${name}=${value}"`, (name) => `set "${name}="`],
};

/**
 * Lines that put credentials into a shell's environment: secret. A profile named there goes, for SDKs would take it first.
 * @returns null where a value holds what no credential does, and the shell might obey
 */
export function environmentLines(form: EnvironmentForm, session: SessionEnvironment): string | null {
  const values: readonly (readonly [string, string | null])[] = [
    ['AWS_ACCESS_KEY_ID', session.accessKeyId],
    ['AWS_SECRET_ACCESS_KEY', session.secretAccessKey],
    ['AWS_SESSION_TOKEN', session.sessionToken],
    // The AWS CLI and boto3 read the second, other SDKs the first.
    ['AWS_REGION', session.region],
    ['AWS_DEFAULT_REGION', session.region],
    ['AWS_CREDENTIAL_EXPIRATION', session.expiresAt],
  ];
  // What cmd puts something else for, between double quotes too, no credential holds.
  const sayable = form === 'cmd' ? /^[\w+/=:.,@-]+$/ : /^[!-~]+$/;
  if (values.some(([, value]) => value !== null && !sayable.test(value))) return null;
  const [set, unset] = writers[form];
  // A Region that stands there already holds on where the session says none.
  const lines = values.flatMap(([name, value]) =>
    value !== null ? [set(name, value)] : name.endsWith('REGION') ? [] : [unset(name)],
  );
  return [...lines, unset('AWS_PROFILE'), ''].join('\n');
}
