/**
 * What goes wrong on the way to a directory or to AWS, through the command line, against real servers: each a clear
 * sentence and the right exit code; nothing lost, nothing left behind, nothing hanging.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emulatorVariables, keyOf } from '../emulator/environment.ts';
import { startEmulator, type EmulatorOptions } from '../emulator/server.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { accounts } from '../lab/seed/corp.ts';
import {
  closedPort,
  cutProxy,
  garbageServer,
  hangUpServer,
  silentServer,
  tlsServer,
  type FaultServer,
} from '../lab/tcpFaults.ts';
import { commandLine, described } from './support/cli.ts';

const cli = commandLine();
const kept = cli.at('kept.treeline');
let lab: Lab;
const servers: FaultServer[] = [];

beforeAll(async () => {
  lab = await startLab();
  writeFileSync(cli.at('kept.ldif'), 'dn: DC=kept,DC=example\nobjectClass: domain\n');
  writeFileSync(cli.at('other.pem'), await otherAuthority());
  await cli.json('import', ['import', kept, cli.at('kept.ldif')]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await lab.release();
  cli.remove();
});

/** The authority of nobody here: any certificate that did not sign the lab's. */
const otherAuthority = async () =>
  lab.leaves.wrongName.chainPem.split(/(?<=-----END CERTIFICATE-----\n)/)[0]!;

async function served(server: Promise<FaultServer>): Promise<number> {
  const running = await server;
  servers.push(running);
  return running.port;
}

interface Trouble {
  readonly what: string;
  readonly code: string;
  readonly says: RegExp;
  /** Exit code; 3 unless told. */
  readonly exit?: number;
  readonly input?: string;
  args(): Promise<readonly string[]> | readonly string[];
}

const reader = () => ['--bind-dn', `${accounts.reader}@corp.example.com`, '--password-stdin'];
const toCorp = (...more: string[]) => ['--url', `ldaps://${lab.corp.address}`, '--ca', lab.ca.file, ...more];
const local = (port: number, ...more: string[]) => [
  '--url',
  `ldaps://localhost:${port}`,
  '--timeout',
  '2',
  ...more,
];
const as = (account: string) => toCorp('--bind-dn', `${account}@corp.example.com`, '--password-stdin');

const troubles: readonly Trouble[] = [
  { what: 'wrong password', code: 'ldap.wrongPassword', says: /password is wrong for svc-treeline@corp/, input: 'wrong\n', args: () => toCorp(...reader()) },
  { what: 'empty password', code: 'ldap.emptyPassword', says: /password is empty/, input: '\n', args: () => toCorp(...reader()) },
  { what: 'a disabled account', code: 'ldap.accountDisabled', says: /is-disabled.* is disabled/, args: () => as(accounts.disabled) },
  { what: 'an expired account', code: 'ldap.accountExpired', says: /is-expired.* has expired/, args: () => as(accounts.expired) },
  { what: 'a locked account', code: 'ldap.accountLocked', says: /is-locked.* locked out/, args: () => as(accounts.locked) },
  { what: 'expired certificate', code: 'tls.expired', says: /expired on 2021-01-01/, args: async () => local(await served(tlsServer(lab.leaves.expired)), '--ca', lab.ca.file) },
  { what: 'certificate of the future', code: 'tls.notYetValid', says: /valid only from 2045-01-01/, args: async () => local(await served(tlsServer(lab.leaves.future)), '--ca', lab.ca.file) },
  { what: 'wrong host name', code: 'tls.wrongName', says: /is for other\.example\.org/, args: async () => local(await served(tlsServer(lab.leaves.wrongName)), '--ca', lab.ca.file) },
  { what: 'an authority nobody trusts', code: 'tls.untrusted', says: /which this machine does not trust/, args: () => ['--url', `ldaps://${lab.corp.address}`] },
  { what: 'another authority', code: 'tls.untrusted', says: /Give that authority’s CA file/, args: () => ['--url', `ldaps://${lab.corp.address}`, '--ca', cli.at('other.pem')] },
  { what: 'another certificate than pinned', code: 'tls.pinMismatch', says: /another certificate than the pinned one/, args: () => ['--url', `ldaps://${lab.corp.address}`, '--pin', '00'.repeat(32)] },
  { what: 'a password without encryption', code: 'ldap.plainPassword', says: /not sent .* without encryption/, input: 'x\n', args: () => ['--url', `ldap://${lab.corp.address}`, ...reader()] },
  { what: 'an unknown host', code: 'ldap.hostUnknown', says: /No address was found/, args: () => ['--url', 'ldaps://dc1.nowhere.invalid', '--timeout', '5'] },
  { what: 'a closed port', code: 'ldap.closedPort', says: /refused the connection on port/, args: async () => local(await closedPort()) },
  { what: 'a server that never answers', code: 'ldap.noAnswer', says: /did not answer within 2 seconds/, args: async () => local(await served(silentServer())) },
  { what: 'one that falls silent after TLS', code: 'ldap.noAnswer', says: /did not answer within 2 seconds/, args: async () => local(await served(tlsServer(lab.leaves.dc1)), '--ca', lab.ca.file) },
  { what: 'garbage on the port', code: 'ldap.notLdap', says: /not in LDAP|encrypted connection/, args: async () => ['--url', `ldap://localhost:${await served(garbageServer(Buffer.from('SSH-2.0-OpenSSH_9.2p1\r\n')))}`, '--timeout', '2'] },
  { what: 'garbage where TLS should be', code: 'tls.failed', says: /No encrypted connection/, args: async () => local(await served(garbageServer(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')))) },
  { what: 'a server that hangs up', code: 'ldap.connectionLost', says: /broke off/, args: async () => ['--url', `ldap://localhost:${await served(hangUpServer(true))}`, '--timeout', '2'] },
  { what: 'a base that is not there', code: 'ldap.noSuchObject', says: /no object OU=Nowhere/, args: () => toCorp(...reader(), '--base', 'OU=Nowhere,DC=corp,DC=example,DC=com') },
  { what: 'a base that is no name', code: 'ldap.invalidDn', says: /is not a distinguished name/, args: () => toCorp(...reader(), '--base', 'nonsense') },
]; // prettier-ignore

describe('capturing, with', () => {
  it.each(troubles)('$what', async ({ code, says, exit = 3, input, args }) => {
    const given = [...(await args()), '--json'];
    const options = { input: input ?? `${lab.passwords.users}\n` };
    const fresh = cli.at('fresh.treeline');
    for (const workspace of [kept, fresh]) {
      const {
        code: ended,
        stdout,
        stderr,
        milliseconds,
      } = await cli.run(['capture', workspace, ...given], options);
      expect(described('error', stdout).error).toMatchObject({ code });
      expect([ended, stderr]).toEqual([exit, expect.stringMatching(says)]);
      expect(stderr + stdout).not.toContain(lab.passwords.users);
      expect(milliseconds).toBeLessThan(15_000);
    }
    expect(existsSync(fresh)).toBe(false);
  });

  it('a connection that breaks in the middle of the reading', async () => {
    const proxy = await cutProxy(lab.corp.address, 636);
    servers.push(proxy);
    // Each time it is dialled again, so that it ends with the tries. One that never comes back takes the pauses, a minute.
    proxy.cutEachAfter(120_000);
    const { code, stderr } = await cli.run(
      ['capture', kept, '--url', `ldaps://localhost:${proxy.port}`, '--ca', lab.ca.file, ...reader()],
      { input: `${lab.passwords.users}\n` },
    );
    expect([code, stderr]).toEqual([3, expect.stringMatching(/broke off/)]);
  });

  it('Ctrl+C in the middle of the reading', async () => {
    const { code, afterInterrupt } = await cli.run(['capture', kept, '--progress', ...toCorp(...reader())], {
      input: `${lab.passwords.users}\n`,
      interruptAt: /Reading/,
    });
    console.log(`ended ${afterInterrupt} ms after the interrupt`);
    expect(code).toBe(130);
    expect(afterInterrupt).toBeLessThan(3000);
  });
});

interface AwsTrouble {
  readonly what: string;
  readonly emulator: EmulatorOptions;
  readonly env?: Readonly<Record<string, string>>;
  readonly code: string;
  readonly says: RegExp;
  /** It takes the retries their time: once is enough. */
  readonly slow?: true;
}

const awsTroubles: readonly AwsTrouble[] = [
  { what: 'clock skew that the server does not show', emulator: { clockOffsetSeconds: 3600, hideClock: true }, code: 'aws.clockSkew', says: /clock is off/ },
  { what: 'a wrong secret key', emulator: {}, env: { AWS_SECRET_ACCESS_KEY: 'wrong' }, code: 'aws.credentialsInvalid', says: /does not accept these credentials/ },
  { what: 'an unknown access key', emulator: {}, env: { AWS_ACCESS_KEY_ID: 'AKIANOBODYKNOWSME000' }, code: 'aws.credentialsInvalid', says: /does not accept these credentials/ },
  { what: 'no credentials', emulator: {}, env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }, code: 'aws.credentialsMissing', says: /No AWS credentials were found/ },
  { what: 'throttling of the first call to the end', slow: true, emulator: { troubles: [{ on: 'sts:*', do: 'throttle' }] }, code: 'aws.throttled', says: /kept slowing sts:GetCallerIdentity down/ },
  { what: 'an answer cut in half', emulator: { troubles: [{ on: 'sts:*', do: 'halve' }] }, code: 'aws.malformedAnswer', says: /could not be understood/ },
  { what: 'nobody there', emulator: {}, env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }, code: 'aws.unreachable', says: /could not be reached/ },
]; // prettier-ignore

const auditor = keyOf('111122223333', 'auditor');

describe('reading AWS, with', () => {
  it.each(awsTroubles)('$what', async ({ emulator: options, env, code, says, slow }) => {
    const emulator = await startEmulator(options);
    try {
      for (const workspace of slow ? [kept] : [kept, cli.at('fresh.treeline')]) {
        const {
          code: ended,
          stdout,
          stderr,
        } = await cli.run(['aws', workspace, '--json'], {
          env: { ...emulatorVariables(emulator.url, auditor), ...env },
        });
        expect(described('error', stdout).error).toMatchObject({ code });
        expect([ended, stderr]).toEqual([3, expect.stringMatching(says)]);
        expect(stderr + stdout).not.toContain(auditor.secretAccessKey);
      }
      expect(existsSync(cli.at('fresh.treeline'))).toBe(false);
    } finally {
      await emulator.close();
    }
  });

  it.each([
    ['access denied', { on: 'iam:*', do: 'deny' }, 'aws.accessDenied', 'Access denied'],
    [
      'throttling to the end',
      { on: 'ds:*', do: 'throttle' },
      'aws.throttled',
      'AWS slowed us down to the end',
    ],
  ] as const)(
    '%s of a part: the rest is read, and the part is named',
    async (_what, trouble, code, message) => {
      const emulator = await startEmulator({ troubles: [trouble] });
      try {
        const options = { env: emulatorVariables(emulator.url, auditor) };
        const file = cli.at(`${code}.treeline`);
        const { snapshot } = await cli.json('aws', ['aws', file, '--regions', 'ap-northeast-2'], options);
        expect(snapshot.complete).toBe(true);
        expect(snapshot.missing.length).toBeGreaterThan(0);
        for (const part of snapshot.missing) expect(part).toMatchObject({ code, message });
        expect((await cli.run(['sources', file])).stdout).toContain(message);
      } finally {
        await emulator.close();
      }
    },
  );
});

it('has lost nothing after all of that', async () => {
  const { sources } = await cli.json('sources', ['sources', kept]);
  expect(sources.map(({ name, snapshots }) => [name, snapshots.length, snapshots[0]?.complete])).toEqual([
    ['kept.ldif', 1, true],
  ]);
  expect((await cli.run(['tree', kept])).stdout).toContain('kept');
});
