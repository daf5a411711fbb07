/** Sessions by the command line with a real keychain: every kind is taken, kept and used, and the secrets are in the ring and nowhere else. */
import { existsSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emulatorVariables, keyOf } from '#test/emulator/environment.ts';
import {
  kimDevice,
  people,
  peopleEstate,
  roleArn,
  samlProviderArn,
  work,
} from '#test/emulator/estates/people.ts';
import { codeOf } from '#test/emulator/mfa.ts';
import { startIdentityProvider, type IdentityProvider } from '#test/identityProvider/server.ts';
import { webIdentityToken } from '#test/identityProvider/webIdentity.ts';
import { builtProgram, described } from './support/cli.ts';
import { secretKeys, startSessionsCli, type SessionsCli, type StartOptions } from './support/sessionsCli.ts';

let provider: IdentityProvider;
let lab: SessionsCli;
beforeAll(async () => {
  provider = await startIdentityProvider({
    response: { roles: [`${roleArn('SamlReader')},${samlProviderArn}`] },
  });
  lab = await startSessionsCli(provider.metadata);
});
afterAll(() => Promise.all([lab.close(), provider.close()]));

const run = (args: readonly string[], input?: string, env: Record<string, string> = lab.env) =>
  lab.cli.run(args, { env, ...(input === undefined ? {} : { input }) });
const json: SessionsCli['cli']['json'] = (document, args, options) =>
  lab.cli.json(document, args, { env: lab.env, ...options });
const assume = (name: string, ...more: string[]) => [
  'sts',
  'assume-role',
  '--role-arn',
  roleArn(name),
  ...more,
];
/** A code that was not used yet: each works once, and lasts half a minute. */
let steps = 0;
const code = () => {
  if (steps++ > 0) lab.emulator.advance(60);
  return codeOf(kimDevice, lab.emulator.now());
};

it('takes a role, lists it, takes it again, renames and removes it', async () => {
  const { session } = await json('sts', assume('Reader', '--name', 'audit', '--group', 'work'));
  expect(session).toMatchObject({ name: 'audit', account: people, group: 'work', tier: 'os-keychain', state: 'fresh', keepFresh: false });
  const words = await run(['sessions']);
  expect(words.stdout).toMatch(/^ID +NAME +ROLE +EXPIRES +STATE\n.* audit .* ready\n$/);
  const again = await json('sessions', ['sessions', 'refresh', 'audit']);
  expect(again).toMatchObject({ session: { id: session.id, state: 'fresh' } });
  expect(await json('sessions', ['sessions', 'rename', 'audit', 'reader'])).toMatchObject({ session: { name: 'reader' } });
  expect(await json('sessions', ['sessions', 'keep-fresh', 'reader', 'on'])).toMatchObject({ session: { keepFresh: true } });
  const shown = await run(['sessions', 'show', session.id]);
  expect(shown.stdout).toMatch(/^name +reader\n/);

  expect(lab.written()).not.toMatch(secretKeys);
  expect(words.stdout + shown.stdout + JSON.stringify([session, again])).not.toMatch(secretKeys);

  expect(await json('sessions', ['sessions', 'remove', 'reader'])).toEqual({ removed: session.id });
  expect(await json('sessions', ['sessions'])).toEqual({ sessions: [] });
}); // prettier-ignore

describe('takes', () => {
  const policy = () => {
    const file = lab.cli.at('policy.json');
    writeFileSync(file, '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}\n');
    return file;
  }; // prettier-ignore
  it.each<[string, () => readonly string[], (() => string)?]>([
    ['a role with MFA', () => assume('WithMfa', '--mfa-serial', kimDevice.SerialNumber, '--mfa-code', '-'), code],
    ['a role with tags, a policy and a source identity', () => assume('Tagged', '--tag', 'team=a', '--tag', 'cost=', '--transitive-tag', 'team', '--source-identity', 'kim', '--policy', policy(), '--policy-arn', 'arn:aws:iam::aws:policy/ReadOnlyAccess')],
    ['a role by a SAML response', () => ['sts', 'assume-role-with-saml', '--role-arn', roleArn('SamlReader'), '--principal-arn', samlProviderArn], () => provider.respond().replaceAll(/.{76}/g, '$&\n')],
    ['the only role of a SAML response', () => ['sts', 'assume-role-with-saml'], () => provider.respond()],
    ['a role by a token', () => ['sts', 'assume-role-with-web-identity', '--role-arn', roleArn('Web')], () => `${webIdentityToken()}\n`],
    ['a session token', () => ['sts', 'get-session-token', '--mfa-serial', kimDevice.SerialNumber, '--mfa-code', '-', '--duration', '900'], code],
    ['a federated user', () => ['sts', 'get-federation-token', '--user-name', 'guest', '--policy', policy()]],
  ])('%s, and AWS knows who it is', async (what, args, input) => {
    const asked = [...args(), '--name', what, '--json'];
    const { code: ended, stdout, stderr } = await run(asked, input?.());
    expect([ended, stderr]).toEqual([0, '']);
    const { session } = described('sts', stdout);
    const { identity } = await json('stsIdentity', ['sts', 'get-caller-identity', '--session', what]);
    expect([identity.arn, identity.account]).toEqual([session.arn, session.account]);
    expect(stdout).not.toMatch(secretKeys);
  }); // prettier-ignore

  it('roles in a chain, the source named', async () => {
    await json('sts', assume('ChainFirst', '--name', 'first'));
    const last = ['sts', 'assume-role', '--role-arn', roleArn('ChainLast', work), '--source-session', 'first', '--name', 'last'];
    const long = await run([...last, '--duration', '7200']);
    expect([long.code, long.stderr]).toEqual([2, expect.stringMatching(/^treeline: --duration: .* 3600 seconds/)]);
    const { session } = await json('sts', last);
    expect(session).toMatchObject({ origin: 'first', account: work });
  }); // prettier-ignore

  it('a role with a key of the keychain, which never comes out again', async () => {
    const added = await json('accessKeys', ['access-key', 'add', 'kim', '--key-id', lab.env['AWS_ACCESS_KEY_ID']!], {
      env: lab.env,
      input: `${lab.env['AWS_SECRET_ACCESS_KEY']}\n`,
    });
    expect(added).toMatchObject({ accessKey: { name: 'kim', account: people, present: true } });
    const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: secret, ...env } = lab.env;
    const taken = await json('sts', assume('Reader', '--access-key', 'kim', '--name', 'by key'), { env });
    expect(taken.session).toMatchObject({ origin: 'kim', state: 'fresh' });
    expect(lab.written() + JSON.stringify(added)).not.toContain(secret);
    expect(await json('accessKeys', ['access-key', 'remove', 'kim'])).toHaveProperty('removed');
  }); // prettier-ignore
});

describe('at a terminal', () => {
  const terminal = (args: readonly string[], talk: StartOptions['talk']) =>
    lab.start(
      '/usr/bin/script',
      [
        '-qec',
        [process.execPath, builtProgram('cli'), ...args].map((word) => `'${word}'`).join(' '),
        '/dev/null',
      ],
      { talk: talk! },
    );
  const withMfa = assume('WithMfa', '--mfa-serial', kimDevice.SerialNumber, '--name', 'asked');

  it('a code is asked for, again where it was none or AWS did not take it, and never shown', async () => {
    const right = code();
    const { code: ended, stdout } = await terminal(withMfa, [
      [/MFA code of .*mfa\/kim for "asked": /, () => '12 34\r'],
      [/six digits[^]*: /, () => '000000\r'],
      [/MFA code of .*: /, () => `${right}\r`],
    ]);
    expect([ended, stdout]).toEqual([0, expect.stringMatching(/ asked +arn:aws:sts:.* ready\s*$/)]);
    expect(stdout).not.toMatch(new RegExp(`12 34|000000|${right}`));
  });

  it('Ctrl+C gives it up', async () => {
    const { code: ended } = await terminal(withMfa, [[/MFA code of .*: /, () => '\u0003']]);
    expect(ended).toBe(130);
  });

  it('keys stay off the screen', async () => {
    const shown = await terminal(['sessions', 'env', 'asked'], []);
    expect([shown.code, shown.stdout]).toEqual([2, expect.not.stringMatching(secretKeys)]);
    expect((await terminal(['sessions', 'env', 'asked', '--reveal'], [])).stdout).toMatch(/ASIA/);
  });
});

describe('says', () => {
  it.each<[string, () => readonly string[], number, string, (() => string)?]>([
    ['a role that trusts somebody else', () => ['sts', 'assume-role', '--role-arn', roleArn('Vendor', work)], 3, 'sts.accessDenied'],
    ['a wrong code', () => assume('WithMfa', '--mfa-serial', kimDevice.SerialNumber, '--mfa-code', '-'), 3, 'sts.mfaCodeInvalid', () => '000000'],
    ['no code, and nobody to ask', () => assume('WithMfa', '--mfa-serial', kimDevice.SerialNumber), 4, 'session.promptUnseen'],
    ['an old response', () => ['sts', 'assume-role-with-saml', '--role-arn', roleArn('SamlReader'), '--principal-arn', samlProviderArn], 3, 'sts.samlExpired', () => provider.respond({ flaw: 'expired' })],
    ['a code as an argument', () => assume('WithMfa', '--mfa-serial', kimDevice.SerialNumber, '--mfa-code', '123456'), 2, 'usage.invalid'],
    ['text that is no response', () => ['sts', 'assume-role-with-saml'], 2, 'usage.invalid', () => '<saml/>'],
  ])('%s', async (_, args, ended, fault, input) => {
    const refused = await run([...args(), '--json'], input?.());
    expect([refused.code, described('error', refused.stdout).error.code]).toEqual([ended, fault]);
    if (input) expect(refused.stderr).not.toContain(input().slice(0, 20));
  }); // prettier-ignore

  it('what caused a refusal, where a workspace knows it', async () => {
    const workspace = lab.cli.at('people.treeline');
    await json('aws', ['aws', workspace, '--regions', 'ap-northeast-2']);
    const lee = { ...lab.env, ...emulatorVariables(lab.emulator.url, keyOf(people, 'lee', peopleEstate)) };
    const asked = assume('KimOnly', '--workspace', workspace);
    const { code: fault, causes } = described(
      'error',
      (await run([...asked, '--json'], undefined, lee)).stdout,
    ).error;
    expect([fault, causes?.[0]]).toEqual([
      'sts.accessDenied',
      expect.objectContaining({ code: 'trustLacksPrincipal', certain: true }),
    ]);
    const words = await run(asked, undefined, lee);
    expect(words.stderr.split('\n')[1]).toBe(`  This stands in the way: ${causes![0]!.message}`);
  });

  it('whose a key is, and lines for other tools, without taking anything', async () => {
    const before = lab.asked('AssumeRole');
    const info = await json('stsAccessKey', ['sts', 'get-access-key-info', lab.env['AWS_ACCESS_KEY_ID']!]);
    expect(info).toEqual({ accessKeyTail: lab.env['AWS_ACCESS_KEY_ID']!.slice(-4), account: people });
    const { stdout } = await run(assume('Reader', '--copy-as', 'boto3'));
    expect(stdout).toContain(`RoleArn="${roleArn('Reader')}"`);
    expect(lab.asked('AssumeRole')).toBe(before);
  });

  it('that two sessions have the name, and goes by the id', async () => {
    const one = await json('sts', assume('Reader', '--name', 'twice'));
    const other = await json('sts', assume('Reader', '--name', 'twice'));
    const both = await run(['sessions', 'remove', 'twice', '--json']);
    expect(described('error', both.stdout).error).toMatchObject({
      code: 'session.ambiguous',
      params: { candidates: [one.session.id, other.session.id] },
    });
    for (const { session } of [one, other]) await json('sessions', ['sessions', 'remove', session.id]);
  });

  it('how the keychain stands, and takes nothing where only this process could remember it', async () => {
    expect(await json('keychain', ['keychain'])).toMatchObject({
      tier: 'os-keychain',
      reason: 'ready',
      steps: { write: true, read: true, remove: true },
    });
    const env = { ...lab.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
    const none = await run(assume('Reader'), undefined, env);
    expect([none.code, none.stderr]).toEqual([3, expect.stringMatching(/no keychain that answers/)]);
    const look = await run(['keychain', '--json'], undefined, env);
    expect([look.code, described('keychain', look.stdout).reason]).toEqual([3, 'absent']);
  });
});

describe('a portal', () => {
  it('is signed in to with a code, shows what it opens, and gives a session', async () => {
    const startUrl = 'https://example.awsapps.com/start';
    await json('portals', ['portal', 'add', 'example', '--start-url', startUrl, '--region', 'ap-northeast-2']);
    const approving = setInterval(() => {
      for (const waiting of lab.emulator.portal.waiting()) lab.emulator.portal.approve(waiting);
    }, 50);
    const signedIn = await run(['portal', 'sign-in', 'example', '--json']);
    clearInterval(approving);
    expect([signedIn.code, signedIn.stderr]).toEqual([0, expect.stringMatching(/Sign in by .*: http.*\nThe page shows the code /)]);
    expect(described('portals', signedIn.stdout)).toMatchObject({ portal: { signedInUntil: expect.any(String) } });
    const { accounts } = await json('portalAccounts', ['portal', 'accounts', 'example']);
    expect(accounts.map(({ account }) => account)).toContain(people);
    expect(await json('portalRoles', ['portal', 'roles', 'example', people])).toEqual({ account: people, roles: ['Admin', 'ReadOnly'] });
    const { session } = await json('sts', ['portal', 'take', 'example', people, 'ReadOnly', '--name', 'by portal']);
    expect(session).toMatchObject({ origin: 'example', roleName: 'ReadOnly', state: 'fresh' });
    await json('portals', ['portal', 'sign-out', 'example']);
    const out = await run(['portal', 'accounts', 'example']);
    expect([out.code, out.stderr]).toEqual([3, expect.stringMatching(/sign-in at the portal "example" has ended/)]);
  }); // prettier-ignore
});

describe('a session in use', () => {
  it('gives a shell its keys, and lines that no terminal keeps', async () => {
    await json('sts', assume('Reader', '--name', 'shell'));
    const script = `eval "$("$NODE" "$CLI" sessions env shell)"; printf '%s %s %s' "$AWS_ACCESS_KEY_ID" "$AWS_REGION" "\${AWS_PROFILE-none}"`;
    const shell = await lab.start('/bin/sh', ['-c', `NODE=${process.execPath}; CLI=${builtProgram('cli')}; AWS_PROFILE=x; ${script}`]);
    expect(shell.stdout).toMatch(/^ASIA\w+ ap-northeast-2 none$/);
    const fish = await run(['sessions', 'env', 'shell', '--shell', 'fish']);
    expect(fish.stdout).toMatch(/^set -gx AWS_ACCESS_KEY_ID 'ASIA/);
  }); // prettier-ignore

  it('opens the console behind an address that works once', async () => {
    const first = Promise.withResolvers<string>();
    const command = lab.start(process.execPath, [builtProgram('cli'), 'sessions', 'console', 'shell'], {
      heard: (stdout) => stdout.includes('\n') && first.resolve(stdout.split('\n')[0]!),
    });
    const address = await Promise.race([first.promise, command.then(({ stderr }) => stderr)]);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{20,}$/);
    const opened = await fetch(address, { redirect: 'manual' });
    expect([opened.status, opened.headers.get('location')]).toEqual([
      302,
      expect.stringContaining('SigninToken'),
    ]);
    const { code: ended, stdout } = await command;
    expect([ended, stdout]).toEqual([0, expect.not.stringContaining('SigninToken')]);
  });

  it('is tried with harmless reads', async () => {
    const { tries } = await json('tries', ['sessions', 'try', 'shell', '--action', 'sts:GetCallerIdentity,iam:ListRoles']);
    expect(tries.map(({ action, outcome }) => [action, outcome])).toEqual([
      ['sts:GetCallerIdentity', 'allowed'],
      ['iam:ListRoles', 'allowed'],
    ]);
    const wrong = await run(['sessions', 'try', 'shell', '--action', 'iam:DeleteRole']);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/--action takes sts:GetCallerIdentity/)]);
  }); // prettier-ignore
});

describe('profiles of the AWS configuration', () => {
  it('give their keys to the keychain and their role to a session; a program of theirs wants a word', async () => {
    const [id, secret] = [lab.env['AWS_ACCESS_KEY_ID']!, lab.env['AWS_SECRET_ACCESS_KEY']!];
    writeFileSync(lab.cli.at('aws-credentials'), `[kim]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`);
    const config = [
      '[profile reader]',
      'source_profile = kim',
      `role_arn = ${roleArn('Reader')}`,
      'region = ap-northeast-2',
      '[profile helper]',
      `credential_process = /bin/touch ${lab.cli.at('ran')}`,
      '[profile through]',
      'source_profile = helper',
      `role_arn = ${roleArn('Reader')}`,
    ];
    writeFileSync(lab.cli.at('aws-config'), `${config.join('\n')}\n`);
    const taken = await json('accessKeys', ['aws-config', 'take-keys', 'kim', '--name', 'moved']);
    expect(taken).toMatchObject({ accessKey: { name: 'moved', account: people } });
    const { session } = await json('sts', ['aws-config', 'import', 'reader', '--name', 'imported', '--access-key', 'moved']);
    expect(session).toMatchObject({ name: 'imported', roleName: 'Reader', origin: 'moved', state: 'fresh' });
    const through = await run(['aws-config', 'import', 'through']);
    expect([through.code, through.stderr]).toEqual([2, expect.stringMatching(/runs a program: .*--run/)]);
    expect(existsSync(lab.cli.at('ran'))).toBe(false);
    expect(lab.written()).not.toContain(secret);
  }); // prettier-ignore
});

describe('what is kept', () => {
  it('identity providers are added, listed and removed', async () => {
    const added = await json('identityProviders', ['identity-provider', 'add', 'adfs', '--sign-in-url', provider.signInUrl]);
    expect(await json('identityProviders', ['identity-provider', 'list'])).toEqual({
      identityProviders: 'identityProvider' in added ? [added.identityProvider] : [],
    });
    await json('identityProviders', ['identity-provider', 'remove', 'adfs']);
    expect(await json('identityProviders', ['identity-provider', 'list'])).toEqual({ identityProviders: [] });
  }); // prettier-ignore

  it('a secret that belongs to nothing is found and removed, and no other', async () => {
    const { session } = await json('sts', assume('Reader', '--name', 'lost'));
    const store = new DatabaseSync(`${lab.cli.at('config')}/treeline.db`, { timeout: 5000 });
    store.prepare('DELETE FROM session WHERE id = ?').run(session.id);
    store.close();
    const found = await json('orphans', ['sessions', 'orphans']);
    expect(found.orphans).toEqual([expect.objectContaining({ kind: 'sts-session', id: session.id, state: 'orphan' })]);
    expect(found.removed).toBeNull();
    expect((await json('orphans', ['sessions', 'orphans', '--clean'])).removed).toBe(1);
    expect((await json('orphans', ['sessions', 'orphans'])).orphans).toEqual([]);
    expect((await json('sessions', ['sessions', 'show', 'shell'])) as object).toMatchObject({ session: { state: 'fresh' } });
  }); // prettier-ignore
});
