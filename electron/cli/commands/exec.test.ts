import { expect, it } from 'vitest';
import { sessionEnvironment } from './exec.ts';

const keys = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'secret',
  sessionToken: 'token',
  expiresAt: '2026-11-20T09:00:00.000Z',
};

it('lets nothing of the environment come before the session’s keys', () => {
  const before = {
    PATH: '/bin',
    AWS_PROFILE: 'other',
    aws_profile: 'other',
    AWS_ACCESS_KEY_ID: 'AKIAOTHER',
    AWS_SESSION_TOKEN: 'other',
    AWS_WEB_IDENTITY_TOKEN_FILE: '/token',
    AWS_REGION: 'us-west-2',
    AWS_ENDPOINT_URL: 'http://localhost',
  };
  expect(sessionEnvironment(before, { keys, region: 'eu-central-1' })).toEqual({
    PATH: '/bin',
    AWS_ENDPOINT_URL: 'http://localhost',
    AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
    AWS_CREDENTIAL_EXPIRATION: '2026-11-20T09:00:00.000Z',
    AWS_REGION: 'eu-central-1',
    AWS_DEFAULT_REGION: 'eu-central-1',
  });
});
