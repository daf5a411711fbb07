/** Callers of the estate of people, for tests of sessions. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Credentials } from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import { keyOf } from './environment.ts';
import { people, peopleEstate } from './estates/people.ts';

export const region = 'ap-northeast-2';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export const keysOf = (given: Credentials | undefined): Keys => ({
  accessKeyId: given!.AccessKeyId!,
  secretAccessKey: given!.SecretAccessKey!,
  sessionToken: given!.SessionToken!,
});

/** `kim`, `lee`, `park`, `intern`, `yesterday` (expired). */
export function person(name: string): Keys {
  const { accessKeyId, secretAccessKey, sessionToken } = keyOf(people, name, peopleEstate);
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

/** The root user's keys: their ARN ends otherwise than a person's. */
export function root(): Keys {
  const { accessKeyId, secretAccessKey } = peopleEstate.accounts[0]!.keys.find(({ arn }) => arn.endsWith(':root'))!; // prettier-ignore
  return { accessKeyId, secretAccessKey };
}

/** Of an AWS client that asks once. */
export const settings = (endpoint: string, credentials: Keys) => ({
  endpoint,
  region,
  maxAttempts: 1,
  credentials,
});

export const stsClient = (endpoint: string, keys: Keys = person('kim')): STSClient =>
  new STSClient(settings(endpoint, keys));

/** The ARN that keys stand for. */
export const whoIs = async (endpoint: string, keys: Keys): Promise<string> =>
  (await stsClient(endpoint, keys).send(new GetCallerIdentityCommand({}))).Arn!;

/** What a client throws; it appends "Exception" to the codes that its model knows. */
export const refusal = (code: string, message = ''): object => ({
  name: expect.stringMatching(`^${code}(Exception)?$`),
  message: expect.stringContaining(message),
});
