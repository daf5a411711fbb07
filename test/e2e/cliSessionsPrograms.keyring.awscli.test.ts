/** Programs that use sessions: Debian's AWS CLI by a profile, any program by its environment; and that none of them waits for ever. */
import { setTimeout as delay } from 'node:timers/promises';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '#engine/engine.ts';
import { withAwsEnvironment } from '#test/emulator/environment.ts';
import { kimDevice, people, roleArn } from '#test/emulator/estates/people.ts';
import { codeOf } from '#test/emulator/mfa.ts';
import { childStarter } from '#test/lab/keyringChild.ts';
import { builtProgram } from './support/cli.ts';
import { startSessionsCli, type SessionsCli } from './support/sessionsCli.ts';

let lab: SessionsCli;
let ids: { plain: string; mfa: string };
const code = () => {
  lab.emulator.advance(60);
  return codeOf(kimDevice, lab.emulator.now());
};
const take = async (name: string, role: string, ...more: string[]): Promise<string> => {
  const args = ['sts', 'assume-role', '--role-arn', roleArn(role), '--session-name', 'kim', '--name', name, ...more];
  const input = more.includes('--mfa-code') ? code() : '';
  return (await lab.cli.json('sts', args, { env: lab.env, input })).session.id;
}; // prettier-ignore
beforeAll(async () => {
  lab = await startSessionsCli();
  const mfa = ['--mfa-serial', kimDevice.SerialNumber, '--mfa-code', '-'];
  ids = { plain: await take('plain', 'Reader'), mfa: await take('mfa', 'WithMfa', ...mfa) };
});
afterAll(() => lab.close());

/** As a profile's line starts it. */
const program = (args: readonly string[], options: Parameters<SessionsCli['start']>[2] = {}) =>
  lab.start(process.execPath, [builtProgram('credential-process'), ...args], options);
const aws = (profile: string) =>
  lab.start('/usr/bin/aws', ['sts', 'get-caller-identity', '--profile', profile, '--endpoint-url', lab.emulator.url, '--query', 'Arn', '--output', 'text']); // prettier-ignore
const identity = (role: string) => `arn:aws:sts::${people}:assumed-role/${role}/kim\n`;

describe('a program that asks for keys', () => {
  it('gets what AWS’s tools read, and nothing besides', async () => {
    const { code: ended, stdout, stderr } = await program([ids.plain]);
    expect([ended, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({
      Version: 1,
      AccessKeyId: expect.stringMatching(/^ASIA/),
      SecretAccessKey: expect.any(String),
      SessionToken: expect.any(String),
      Expiration: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      AccountId: people,
    });
    const byCommand = await lab.cli.run(['credential-process', 'plain'], { env: lab.env });
    expect([byCommand.code, byCommand.stdout, byCommand.stderr]).toEqual([0, stdout, '']);
  });

  it('is Debian’s AWS CLI, by a profile that Treeline wrote between its marks', async () => {
    const config = lab.cli.at('aws-config');
    writeFileSync(config, '[default]\nregion = eu-west-1\n# mine\n');
    const preview = await lab.cli.run(['aws-config', 'write', 'plain', '--profile', 'plain', '--preview'], { env: lab.env });
    expect(preview.stdout).toContain(`+ credential_process = ${process.execPath} `);
    await lab.cli.json('awsConfigWritten', ['aws-config', 'write', 'plain', '--profile', 'plain'], { env: lab.env });
    expect(await aws('plain')).toMatchObject({ code: 0, stdout: identity('Reader'), stderr: '' });
    const listed = await lab.cli.json('awsConfig', ['aws-config', 'list'], { env: lab.env });
    expect(listed.profiles.map(({ name, managed }) => [name, managed])).toContainEqual(['plain', true]);
    // One that has expired is taken again on the way.
    lab.expireAll();
    expect(await aws('plain')).toMatchObject({ code: 0, stdout: identity('Reader'), stderr: '' });
    await lab.cli.json('awsConfigWritten', ['aws-config', 'remove', 'plain'], { env: lab.env });
    expect(readFileSync(config, 'utf8')).toContain('[default]\nregion = eu-west-1\n# mine\n');
    expect((await aws('plain')).code).not.toBe(0);
  }); // prettier-ignore

  it('makes AWS be asked once, however many ask', async () => {
    lab.expireAll();
    const before = lab.asked('AssumeRole');
    const all = await Promise.all(Array.from({ length: 10 }, () => program(['plain'])));
    expect(all.map(({ code: ended, stderr }) => [ended, stderr])).toEqual(all.map(() => [0, '']));
    expect(new Set(all.map(({ stdout }) => stdout)).size).toBe(1);
    expect(lab.asked('AssumeRole') - before).toBe(1);
  });
});

describe('where a person is needed', () => {
  it('says at once that no window is open', async () => {
    lab.expireAll();
    const { code: ended, stdout, stderr, milliseconds } = await program(['mfa']);
    expect([ended, stdout]).toEqual([4, '']);
    expect(stderr).toMatch(/^treeline: "mfa" needs a code or a sign-in, and no Treeline window is open.*\n$/);
    expect(milliseconds).toBeLessThan(10_000);
  });

  it('a window is asked, and the program gets its keys; dismissed, it is told', async () => {
    const restore = withAwsEnvironment(
      Object.fromEntries(Object.entries(lab.env).filter(([name]) => name.startsWith('AWS_'))),
    );
    const nothing = lab.cli.at('nothing');
    const engine = createEngine({
      kind: 'host',
      version: '0.0.0-test',
      configFolder: lab.cli.at('config'),
      sampleFile: nothing,
      resourcesFolder: nothing,
      startChild: childStarter(lab.keyring.env).startChild,
      credentialProcess: () => [],
    });
    const closing = new AbortController();
    const answers: ('code' | 'no')[] = ['code', 'no'];
    const window = (async () => {
      const seen = new Set<string>();
      for await (const prompts of engine.prompts.watch(closing.signal))
        for (const prompt of prompts) {
          if (seen.has(prompt.id)) continue;
          seen.add(prompt.id);
          expect(prompt).toMatchObject({ kind: 'mfaCode', sessionName: 'mfa', reason: 'program' });
          if (answers.shift() === 'code') engine.prompts.answer(prompt.id, { kind: 'mfaCode', code: code() });
          else engine.prompts.dismiss(prompt.id);
        }
    })();
    try {
      while (engine.store.leaseHolder('keeper') === null) await delay(50);
      lab.expireAll();
      const given = await program(['mfa']);
      expect([given.code, given.stderr]).toEqual([0, '']);
      expect(JSON.parse(given.stdout)).toMatchObject({ Version: 1, AccountId: people });
      lab.expireAll();
      const dismissed = await program(['mfa']);
      expect([dismissed.code, dismissed.stdout]).toEqual([4, '']);
      expect(dismissed.stderr).toMatch(
        /^treeline: The Treeline window that was asked has not taken "mfa" again/,
      );
    } finally {
      closing.abort();
      await window.catch(() => {});
      await engine.close();
      restore();
    }
  });

  it('nobody answering, it ends with its time', async () => {
    lab.expireAll();
    const store = new (await import('node:sqlite')).DatabaseSync(`${lab.cli.at('config')}/treeline.db`, { timeout: 5000 });
    // A window that is there and does nothing.
    store.exec(`INSERT OR REPLACE INTO lease (name, owner, ends, length) VALUES ('keeper', 'test', ${Date.now() + 50_000}, 50000)`);
    const { code: ended, stderr, milliseconds } = await program(['mfa', '--timeout', '3']);
    store.exec('DELETE FROM lease');
    store.close();
    expect([ended, stderr]).toEqual([4, expect.stringMatching(/Nobody answered the prompt for "mfa" within/)]);
    expect(milliseconds).toBeLessThan(8000);
  }); // prettier-ignore
});

describe('a program in a session’s environment', () => {
  beforeAll(async () => expect((await program(['plain'])).code).toBe(0));

  it.each<[string, readonly string[], number, RegExp]>([
    ['gets the keys and its own arguments', ['--', '/bin/sh', '-c', 'printf "%s %s %s|" "${AWS_ACCESS_KEY_ID%????????????????}" "$AWS_REGION" "${AWS_PROFILE-none}"; printf "<%s>" "$@"', 'sh', '--json', '', 'a b'], 0, /^ASIA ap-northeast-2 none\|<--json><><a b>$/],
    ['ends as it ends', ['--', '/bin/sh', '-c', 'exit 7'], 7, /^$/],
    ['ends as its signal says', ['--', '/bin/sh', '-c', 'kill -KILL $$'], 137, /^$/],
    ['is not there', ['--', 'no-such-program-here'], 127, /^$/],
  ])('%s', async (_, args, ended, says) => {
    const env = { ...lab.env, AWS_PROFILE: 'other' };
    const ran = await lab.cli.run(['exec', 'plain', ...args], { env });
    expect([ran.code, ran.stdout]).toEqual([ended, expect.stringMatching(says)]);
  }); // prettier-ignore

  it('is told to end, and ends in its own way', async () => {
    const stop = new AbortController();
    const script = 'trap "echo ended; exit 9" TERM; echo begun; while :; do sleep 0.1; done';
    const ran = await lab.start(
      process.execPath,
      [builtProgram('cli'), 'exec', '--session', 'plain', '--', '/bin/sh', '-c', script],
      { signal: stop.signal, heard: (stdout) => stdout.includes('begun') && stop.abort() },
    );
    expect([ran.code, ran.stdout]).toEqual([9, 'begun\nended\n']);
  });

  it('reads and writes as it is', async () => {
    const ran = await lab.start(process.execPath, [builtProgram('cli'), 'exec', 'plain', '--', 'cat'], { input: 'through\n' });
    expect(ran).toMatchObject({ code: 0, stdout: 'through\n', stderr: '' });
  }); // prettier-ignore
});

describe('never hangs', () => {
  it('where the one that asks is gone', async () => {
    lab.expireAll();
    const stop = new AbortController();
    const asked = program(['plain'], { signal: stop.signal });
    await delay(150);
    stop.abort();
    const { stdout, stderr, milliseconds } = await asked;
    expect([stdout, stderr]).toEqual(['', '']);
    expect(milliseconds).toBeLessThan(5000);
    // What it had begun keeps nobody else waiting.
    expect(await program(['plain'])).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    [['none'], 4, /no session "none"/],
    [[], 2, /Usage: treeline credential-process/],
    [['plain', '--timeout', '0'], 2, /Usage:/],
    [['plain', '--secret'], 2, /Usage:/],
  ])('%j', async (args, ended, says) => {
    const ran = await program(args);
    expect([ran.code, ran.stdout]).toEqual([ended, '']);
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  // Last: nothing unlocks it again.
  it('over a locked keychain', async () => {
    expect((await program(['plain'])).code).toBe(0);
    await lab.keyring.lock();
    for (const expired of [false, true]) {
      if (expired) lab.expireAll();
      const { code: ended, stdout, stderr, milliseconds } = await program(['plain', '--timeout', '10']);
      expect([ended, stdout]).toEqual([3, '']);
      expect(stderr).toMatch(/^treeline: The keychain (is locked|did not answer).*\n$/);
      expect(milliseconds).toBeLessThan(13_000);
    }
    expect(existsSync(lab.cli.at('config'))).toBe(true);
  });
});
