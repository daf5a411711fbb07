import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createSts } from '#sts/createSts.ts';
import type { CallLimits } from '#sts/limits.ts';
import type { AccessKey } from '#test/emulator/estate.ts';
import { emulatorVariables, keyOf, withAwsEnvironment } from '#test/emulator/environment.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator, EmulatorOptions } from '#test/emulator/server.ts';
import { encodedMessage, refusal } from '#test/emulator/services/authorizationMessage.ts';
import { roleRequest } from '#test/support/roleRequest.ts';

const home = '111122223333';
const seoul = 'ap-northeast-2';
const quick: Partial<CallLimits> = { connectMs: 500, answerMs: 300, callMs: 20_000, attempts: 2 };

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function emulate(
  options: EmulatorOptions = {},
  key: AccessKey = keyOf(home, 'auditor'),
): Promise<Emulator> {
  const emulator = await startEmulator(options);
  undo.push(() => emulator.close(), withAwsEnvironment(emulatorVariables(emulator.url, key)));
  return emulator;
}

const message = refusal({
  principal: { id: 'AROAEXAMPLE:kim', arn: `arn:aws:sts::${home}:assumed-role/Deploy/kim` },
  action: 'ec2:RunInstances',
  resource: `arn:aws:ec2:${seoul}:${home}:instance/*`,
  context: { 'ec2:Region': [seoul] },
  statement: { sid: 'NoInstances', actions: ['ec2:RunInstances'], resources: ['*'] },
});
const encoded = encodedMessage(message);
const asked = { message: encoded, profile: null, region: seoul };

describe('DecodeAuthorizationMessage', () => {
  it('gives what AWS said, in one call', async () => {
    const emulator = await emulate();
    const text = await createSts(quick).decodeMessage(asked, null);
    expect(JSON.parse(text)).toEqual(message);
    expect(emulator.requests.map(({ operation, region }) => [operation, region])).toEqual([
      ['DecodeAuthorizationMessage', seoul],
    ]);
  });

  it('takes a message that was broken into lines', async () => {
    await emulate();
    const broken = encoded.replaceAll(/.{40}/g, '$&\r\n ');
    expect(await createSts(quick).decodeMessage({ ...asked, message: ` ${broken}\n` }, null)).toContain(
      'NoInstances',
    );
  });

  it('signs with a session, where one is given, and with a profile', async () => {
    const emulator = await emulate();
    const keys = await createSts(quick).take(roleRequest('arn:aws:iam::444455556666:role/Audit'), {}, { kind: 'profile', profile: null }); // prettier-ignore
    const { accessKeyId, secretAccessKey } = keyOf(home, 'auditor');
    delete process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    expect(await createSts(quick).decodeMessage(asked, keys)).toContain('NoInstances');
    const folder = mkdtempSync(join(tmpdir(), 'treeline-aws-'));
    undo.push(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'credentials'), `[audit]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`); // prettier-ignore
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'credentials');
    expect(await createSts(quick).decodeMessage({ ...asked, profile: 'audit' }, null)).toContain(
      'NoInstances',
    );
    expect(emulator.requests.at(-2)).toMatchObject({ account: '444455556666' });
    expect(emulator.requests.at(-1)).toMatchObject({ account: home });
  });

  const quoting = {
    on: 'sts:DecodeAuthorizationMessage',
    do: 'error',
    status: 400,
    code: 'ValidationError',
    message: `Value '${encoded}' at 'encodedMessage' failed to satisfy constraint`,
  } as const;
  it.each<[string, string, EmulatorOptions, string, number]>([
    ['cut short', encoded.slice(0, -9), {}, 'sts.messageInvalid', 1],
    [
      'changed',
      encoded.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')).replace(/^./, 'x'),
      {},
      'sts.messageInvalid',
      1,
    ],
    ['expired', encodedMessage(message, '2020-01-01T00:00:00Z'), {}, 'sts.messageInvalid', 1],
    ['something else', 'You are not authorized: <nothing>', {}, 'sts.messageInvalid', 0],
    ['nothing', ' \n', {}, 'sts.messageInvalid', 0],
    ['far too long', 'A'.repeat(20_000), {}, 'sts.messageInvalid', 0],
    ['refused in words that quote it', encoded, { troubles: [quoting] }, 'sts.messageInvalid', 1],
    [
      'denied',
      encoded,
      { troubles: [{ on: 'sts:DecodeAuthorizationMessage', do: 'deny' }] },
      'aws.accessDenied',
      1,
    ],
    ['throttled for ever', encoded, { troubles: [{ on: 'sts:*', do: 'throttle' }] }, 'aws.throttled', 2],
    ['never answered', encoded, { troubles: [{ on: 'sts:*', do: 'never' }] }, 'aws.noAnswer', 2],
  ])('%s', async (_, text, options, code, requests) => {
    const emulator = await emulate(options);
    const fault: unknown = await createSts(quick).decodeMessage({ ...asked, message: text }, null).catch((error: unknown) => error); // prettier-ignore
    expect(fault).toMatchObject({ code });
    expect(emulator.requests).toHaveLength(requests);
    const told = JSON.stringify([fault, (fault as Error).message, (fault as { params?: unknown }).params]);
    expect(told).not.toContain(text.trim().slice(0, 24) || 'NoInstances');
  });

  it('is cancelled', async () => {
    await emulate({ troubles: [{ on: 'sts:*', do: 'never' }] });
    const cancelled = new AbortController();
    setTimeout(() => cancelled.abort(), 50);
    await expect(createSts(quick).decodeMessage(asked, null, cancelled.signal)).rejects.toMatchObject({ code: 'job.cancelled' }); // prettier-ignore
  });
});
