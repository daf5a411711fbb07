/** The AWS_… variables of this process for the time of a test: none of the machine's own, and no file of the user's. */
import { join } from 'node:path';
import { defaultEstate } from './defaultEstate.ts';
import type { AccessKey, Estate } from './estate.ts';

/** Replaces every AWS_… variable; gives back what puts the old ones in place again. */
export function withAwsEnvironment(values: Readonly<Record<string, string>>): () => void {
  const before = new Map(Object.entries(process.env).filter(([name]) => name.startsWith('AWS_')));
  const clear = (): void => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  };
  clear();
  const nowhere = join(import.meta.dirname, 'no-such-file');
  Object.assign(process.env, {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: nowhere,
    AWS_SHARED_CREDENTIALS_FILE: nowhere,
    ...values,
  });
  return () => {
    clear();
    for (const [name, value] of before) process.env[name] = value;
  };
}

/** The variables that point a client at an emulator, as one of the estate's callers. */
export function emulatorVariables(url: string, key: AccessKey): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    ...(key.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: key.sessionToken }),
  };
}

/** The key of a caller by account and the last part of its ARN, as in `auditor`. */
export function keyOf(account: string, name: string, estate: Estate = defaultEstate): AccessKey {
  const found = estate.accounts
    .find(({ id }) => id === account)
    ?.keys.find(({ arn }) => arn.endsWith(`/${name}`));
  if (!found) throw new Error(`the estate has no ${name} in ${account}`);
  return found;
}
