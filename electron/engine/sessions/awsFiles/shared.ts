/** Both files as they are at one time. What is in here may be a secret: it stays in this folder. */
import { createHmac, randomBytes } from 'node:crypto';
import { joinFiles } from '#domain/session/awsConfig/files.ts';
import type { AwsFiles as Joined } from '#domain/session/awsConfig/files.ts';
import { readShared } from '#domain/session/awsConfig/readShared.ts';
import { Fault } from '#contract/faults.ts';
import type { SharedPaths } from './paths.ts';
import { readWhole } from './readWhole.ts';

export interface Bytes {
  readonly config: Buffer | null;
  readonly credentials: Buffer | null;
}

export async function readBytes({ config, credentials }: SharedPaths): Promise<Bytes> {
  return { config: await readWhole(config), credentials: await readWhole(credentials) };
}

/** A key of this process alone: nobody can try what the files hold against a digest. */
const key = randomBytes(32);

/** Differs where either file does. Of use in this process alone. */
export function digestOf({ config, credentials }: Bytes): string {
  const digest = createHmac('sha256', key);
  for (const bytes of [config, credentials])
    digest.update(`${bytes?.length ?? 'none'}\n`).update(bytes ?? '');
  return digest.digest('hex');
}

export function joined({ config, credentials }: Bytes): Joined {
  return joinFiles(
    config && readShared(config.toString('utf8'), 'config'),
    credentials && readShared(credentials.toString('utf8'), 'credentials'),
  );
}

/** The text to be edited. Throws `awsFiles.notUtf8` where it would not be the same bytes again. */
export function textOf(bytes: Buffer | null, name: string): string {
  const text = bytes?.toString('utf8') ?? '';
  if (bytes && !Buffer.from(text, 'utf8').equals(bytes)) throw new Fault('awsFiles.notUtf8', { name });
  return text;
}
