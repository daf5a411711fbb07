/** Whose credentials sign: a profile, a session or an access key, by the names that people gave them. */
import { readFile } from 'node:fs/promises';
import type { KnownOfRequest } from '#domain/session/limits.ts';
import type { Source } from '#domain/session/request.ts';
import { type Context, textOption, type Values } from '../../command.ts';
import { oneAccessKey, oneSession } from '../../named.ts';
import { wrong } from './asked.ts';

export interface Signing {
  readonly source: Source;
  /** What the source says of itself by what it is. */
  readonly known: KnownOfRequest;
}

/** `session`: the option that names one: `source-session`, or `session` where the source is what is asked about. */
export async function signingOf(
  context: Pick<Context, 'client' | 'values'>,
  session: 'source-session' | 'session' = 'source-session',
): Promise<Signing> {
  const { values } = context;
  const names = ['profile', session, 'access-key'] as const;
  const given = names.flatMap((name) => {
    const text = textOption(values, name);
    return text === null ? [] : [{ name, text }];
  });
  if (given.length > 1) throw wrong(`Give one of --${names.join(', --')}.`);
  const [one] = given;
  if (!one || one.name === 'profile')
    return { source: { kind: 'profile', profile: one?.text ?? null }, known: {} };
  if (one.name === 'access-key') {
    const { id } = await oneAccessKey(context, one.text);
    return { source: { kind: 'accessKey', id }, known: { sourceIsTemporary: false } };
  }
  const found = await oneSession(context, one.text);
  const ofRole = !['sessionToken', 'federationToken'].includes(found.request.kind);
  return {
    source: { kind: 'session', id: found.id },
    known: { sourceIsTemporary: true, sourceIsRoleSession: ofRole },
  };
}

/** As the SDKs find it, and a Region that is always there. */
export const regionOf = (values: Values): string =>
  textOption(values, 'region') ??
  (process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'] || 'us-east-1');

const longestPolicy = 100_000;

export async function policyOf(values: Values): Promise<string | null> {
  const file = textOption(values, 'policy');
  if (file === null) return null;
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw wrong(`--policy: ${file} cannot be read (${error.code ?? ''}).`);
  });
  if (text.length > longestPolicy) throw wrong(`--policy: ${file} is longer than any session policy.`);
  return text.trim();
}
