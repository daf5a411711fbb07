import { afterEach, expect, it, vi } from 'vitest';
import type { StoredAccessKey } from '#contract/sessions/accessKey.ts';
import { Fault } from '#contract/faults.ts';
import type { Sts } from '#sts/api.ts';
import type { UserStore } from '#userstore/api.ts';
import { memoryVault } from '../memoryVault.fixture.ts';
import { AccessKeys } from './accessKeys.ts';
import { longTermKeysSchema, Secrets } from './secrets.ts';

afterEach(() => vi.unstubAllEnvs());
const call = { service: 'sts', operation: 'GetCallerIdentity', detail: '' };
const unknown = new Fault('aws.credentialsInvalid', call);
const given = { name: 'k', accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'not a secret', mfaSerial: null };

/** Keys over an AWS that answers by Region. */
function keysOver(answers: Readonly<Record<string, Fault | string>>) {
  vi.stubEnv('AWS_REGION', '');
  const asked: string[] = [];
  const kept: StoredAccessKey[] = [];
  const sts = {
    identity: (_signer: unknown, region: string) => {
      asked.push(region);
      const answer = answers[region] ?? unknown;
      if (answer instanceof Fault) return Promise.reject(answer);
      return Promise.resolve({ account: '111122223333', arn: answer });
    },
  } as unknown as Sts;
  const store = { saveAccessKey: (key: StoredAccessKey) => kept.push(key) } as unknown as UserStore;
  const longTermKeys = new Secrets(memoryVault(), 'access-key', longTermKeysSchema);
  return { keys: new AccessKeys({ store, longTermKeys, sts }), asked, kept };
}

it.each<[string, Record<string, Fault | string>, string | null, number]>([
  ['of the usual partition', { 'us-east-1': 'arn:aws:iam::1:user/a' }, 'arn:aws:iam::1:user/a', 1],
  ['of China', { 'cn-north-1': 'arn:aws-cn:iam::1:user/a' }, 'arn:aws-cn:iam::1:user/a', 3],
  ['where AWS cannot be reached', { 'us-east-1': new Fault('aws.unreachable', call) }, null, 1],
])('keeps a key %s', async (_, answers, userArn, questions) => {
  const { keys, asked, kept } = keysOver(answers);
  expect(await keys.add(given)).toMatchObject({ userArn, accessKeyTail: 'MPLE', present: true });
  expect([asked.length, kept.length]).toEqual([questions, 1]);
});

it.each<[string, Record<string, Fault>, string]>([
  ['that no partition knows', {}, 'aws.credentialsInvalid'],
  ['that may not even ask', { 'us-east-1': new Fault('aws.accessDenied', call) }, 'aws.accessDenied'],
])('keeps no key %s', async (_, answers, code) => {
  const { keys, kept } = keysOver(answers);
  await expect(keys.add(given)).rejects.toMatchObject({ code });
  expect(kept).toEqual([]);
});
