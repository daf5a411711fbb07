import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyOf, withAwsEnvironment } from '#test/emulator/environment.ts';
import { checkSignature } from '#test/emulator/signature.ts';
import { countBuckets } from './listBuckets.ts';

const key = { ...keyOf('111122223333', 'yesterday'), expiresAt: '2999-01-01T00:00:00Z' };
const limits = { connectMs: 500, answerMs: 200, callMs: 1000, attempts: 1 };
const seoul = 'ap-northeast-2';
const never = new AbortController().signal;

let answer: { status: number; body: string } | null = null;
let seen: { url: string; signed: boolean; region: string }[] = [];
const undo: (() => unknown)[] = [];
beforeEach(async () => {
  seen = [];
  const server = createServer(({ method, url, headers }, response) => {
    const request = {
      method: method!,
      url: url!,
      headers: headers as Record<string, string>,
      body: Buffer.alloc(0),
    };
    const now = new Date();
    const signature = checkSignature(request, new Map([[key.accessKeyId, key]]), { now, held: now }, 's3');
    seen.push({ url: url!, signed: signature.ok, region: signature.ok ? signature.region : '' });
    if (answer) response.writeHead(answer.status, { 'content-type': 'application/xml' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  undo.push(
    () => server.close().closeAllConnections(),
    withAwsEnvironment({
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}/`,
    }),
  );
});
afterEach(() => {
  for (const step of undo.splice(0).reverse()) step();
});

const { accessKeyId, secretAccessKey, sessionToken } = key;
const keys = { accessKeyId, secretAccessKey, sessionToken: sessionToken! };
const list = (inside: string) =>
  `<?xml version="1.0"?><ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inside}</ListAllMyBucketsResult>`;
const bucket = (name: string) =>
  `<Bucket><Name>${name}</Name><CreationDate>2026-01-01T00:00:00Z</CreationDate></Bucket>`;

describe('ListBuckets', () => {
  it.each([
    ['none', list('<Owner><ID>1</ID></Owner><Buckets/>'), { count: 0, more: false }],
    ['two', list(`<Buckets>${bucket('a')}${bucket('b')}</Buckets>`), { count: 2, more: false }],
    [
      'a page',
      list(`<Buckets>${bucket('a')}</Buckets><ContinuationToken>x</ContinuationToken>`),
      { count: 1, more: true },
    ],
  ])('is one signed call: %s', async (_, body, expected) => {
    answer = { status: 200, body };
    expect(await countBuckets(seoul, keys, limits, never)).toEqual(expected);
    expect(seen).toEqual([{ url: '/?max-buckets=1000', signed: true, region: seoul }]);
  });

  it.each<[string, typeof answer, string, string]>([
    [
      'denied',
      {
        status: 403,
        body: '<Error><Code>AccessDenied</Code><Message>User: x &amp; y is not authorized</Message></Error>',
      },
      'aws.accessDenied',
      'AccessDenied: User: x   y is not authorized',
    ],
    [
      'an unknown key',
      {
        status: 403,
        body: `<Error><Code>InvalidAccessKeyId</Code><AWSAccessKeyId>${accessKeyId}</AWSAccessKeyId></Error>`,
      },
      'aws.credentialsInvalid',
      'InvalidAccessKeyId',
    ],
    ['slow down', { status: 503, body: '<Error><Code>SlowDown</Code></Error>' }, 'aws.throttled', 'SlowDown'],
    ['a proxy', { status: 502, body: '<html>Bad gateway</html>' }, 'aws.serviceError', 'Http502'],
    [
      'something else',
      { status: 200, body: '<html>Sign in</html>' },
      'aws.malformedAnswer',
      'no list of buckets in the answer',
    ],
    ['silence', null, 'aws.noAnswer', ''],
  ])('says %s', async (_, given, code, detail) => {
    answer = given;
    const fault: unknown = await countBuckets(seoul, keys, limits, never).catch((error: unknown) => error);
    expect(fault).toMatchObject({
      code,
      params: { service: 's3', operation: 'ListBuckets', detail: expect.stringContaining(detail) as string },
    });
    expect(JSON.stringify((fault as { params: object }).params)).not.toContain(accessKeyId);
  });

  it('asks no host that is not a Region’s', async () => {
    await expect(countBuckets('evil.example/', keys, limits, never)).rejects.toMatchObject({
      code: 'input.invalid',
    });
    expect(seen).toEqual([]);
  });
});
