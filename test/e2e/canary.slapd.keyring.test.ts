/**
 * A day of use with secrets that nobody else has: a capture, sign-ins of every kind, refreshes, refusals, a crash, exports. At the
 * end they are looked for in everything that was written, printed or sent to a window: they are in the keychain, and were in
 * the one answer that somebody asked to be shown.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '#contract/index.ts';
import type { Once } from '#contract/sessions/request.ts';
import type { RoleRequest, SessionRequest } from '#domain/session/request.ts';
import { kimDevice, peopleEstateWith, roleArn, samlProviderArn } from '../emulator/estates/people.ts';
import { issuedSecrets } from '../emulator/issued.ts';
import { codeOf } from '../emulator/mfa.ts';
import { startEmulator, type Emulator } from '../emulator/server.ts';
import { person, region } from '../emulator/sessionsSupport.ts';
import { startIdentityProvider, type IdentityProvider } from '../identityProvider/server.ts';
import { webIdentityToken } from '../identityProvider/webIdentity.ts';
import { createAuthority } from '../lab/certs.ts';
import { startKeyring, type Keyring } from '../lab/keyring.ts';
import { startSlapd, type Slapd } from '../lab/slapd.ts';
import { startBuiltHost, type HostRun } from './steps/host.ts';
import { openWindows } from './steps/hostClient.ts';
import { commandLine } from './support/cli.ts';

const baseDn = 'dc=corp,dc=example';
/** Everything that the app may write lies below: home, configuration, workspaces, temporary files. */
const world = mkdtempSync(join(tmpdir(), 'treeline-day-'));
const at = (name: string) => join(world, name);
const cli = commandLine();
const secrets: string[] = [];
const secret = (text: string): string => {
  secrets.push(text);
  return text;
};

let [slapd, keyring, emulator, provider] = [] as unknown as [Slapd, Keyring, Emulator, IdentityProvider];
let env: Record<string, string>;
/** What windows were sent, apart from what they had asked to be shown. */
let toWindows = '';
/** What programs printed on either channel. */
let printed = '';
/** Arguments of our processes, looked at all day. */
let commandLines = '';
let looking = true;

beforeAll(async () => {
  for (const folder of ['home', 'config', 'tmp']) mkdirSync(at(folder));
  const authority = await createAuthority(at('home'));
  const leaf = await authority.issue('ldap', { names: 'DNS:localhost,IP:127.0.0.1' });
  const people = Array.from(
    { length: 20 },
    (_, n) => `dn: cn=user${n},${baseDn}\nobjectClass: person\ncn: user${n}\nsn: ${n}\n`,
  );
  const ldif = `dn: ${baseDn}\nobjectClass: domain\ndc: corp\n\n${people.join('\n')}`;
  provider = await startIdentityProvider({
    response: { roles: [`${roleArn('SamlReader')},${samlProviderArn}`] },
  });
  [slapd, keyring, emulator] = await Promise.all([
    startSlapd({ baseDn, ldif, leaf }),
    startKeyring({ unlock: true }),
    startEmulator({ estate: peopleEstateWith(provider.metadata), encodedRefusals: ['sts:AssumeRole'] }),
  ]);
  const { accessKeyId, secretAccessKey } = person('kim');
  const ring = Object.entries(keyring.env).filter(([, value]) => value !== undefined);
  env = {
    ...(Object.fromEntries(ring) as Record<string, string>),
    HOME: at('home'),
    TMPDIR: at('tmp'),
    TREELINE_CONFIG_HOME: at('config'),
    AWS_ENDPOINT_URL: emulator.url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secret(secretAccessKey),
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  writeFileSync(at('home/ca.pem'), authority.caPem);
  void (async () => {
    while (looking) {
      commandLines += ourCommandLines();
      await delay(200);
    }
  })();
}, 120_000);
afterAll(async () => {
  looking = false;
  await Promise.all([slapd?.stop(), keyring?.stop(), emulator?.close(), provider?.close()]);
  cli.remove();
  rmSync(world, { recursive: true, force: true });
});

/** Arguments of every process that runs on our built files. */
function ourCommandLines(): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
      } catch {
        return '';
      }
    })
    .filter((line) => line.includes('/out/') || line.includes('treeline'))
    .join('\n');
}

const openWindow = async (host: HostRun): Promise<Client> =>
  (await openWindows(host, 1, (text) => (toWindows += text)))[0]!.client;

async function run(args: readonly string[], input = ''): Promise<number | null> {
  const { code, stdout, stderr } = await cli.run(args, { env, input });
  printed += stdout + stderr;
  return code;
}

const free = { region, durationSeconds: null, policy: null, policyArns: [] } as const;
const source: RoleRequest['source'] = { kind: 'profile', profile: null };
const role = (name: string, more: Partial<RoleRequest> = {}): RoleRequest => ({
  kind: 'role', source, roleArn: roleArn(name), sessionName: 'kim', externalId: null, tags: [], transitiveTagKeys: [], sourceIdentity: null, mfaSerial: null, ...free, ...more }); // prettier-ignore
const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );

it('leaves its secrets in the keychain and nowhere else', async () => {
  let host = await startBuiltHost(at('config'), at('home/day.treeline'), env);
  const hosts = [host];
  let client = await openWindow(host);
  const take = (name: string, request: SessionRequest, given: Once | null = null) =>
    client.sessions.take({ name, request, group: null, keepFresh: true, once: given });
  const mfa = (): Once => ({ kind: 'mfaCode', code: codeOf(kimDevice, emulator.now()) });

  // A directory is captured with a password that the keychain keeps.
  const profile = await client.profiles.save({
    id: null,
    name: 'corp',
    password: secret(slapd.rootPassword),
    connection: {
      host: 'localhost', domain: null, port: slapd.securePort, security: 'ldaps', serverName: null, base: baseDn,
      trust: { kind: 'ca', pem: readFileSync(at('home/ca.pem'), 'utf8') }, user: slapd.rootDn, timeoutSeconds: 15, pageSize: 500,
    }, // prettier-ignore
  });
  const capture = await client.jobs.capture({ profileId: profile.id });
  for await (const job of await client.jobs.watch({}))
    if (job.id === capture.id && job.state !== 'running') {
      expect(job.state).toBe('done');
      break;
    }

  // Sessions of every kind.
  const park = person('park');
  secret(park.secretAccessKey);
  const key = await client.accessKeys.add({ name: 'park', ...park, mfaSerial: null });
  const reader = await take('reader', role('Reader'));
  await take('of park', role('Reader', { source: { kind: 'accessKey', id: key.id } }));
  const chained = await take('first', role('ChainFirst'));
  const token = await take('kim', { kind: 'sessionToken', source, mfaSerial: kimDevice.SerialNumber, region, durationSeconds: null }, mfa()); // prettier-ignore
  await take('admin', role('WithMfa', { source: { kind: 'session', id: token.id } }));
  const response = secret(provider.respond());
  await take('saml', { kind: 'saml', identityProvider: null, roleArn: roleArn('SamlReader'), principalArn: samlProviderArn, ...free }, { kind: 'samlResponse', response }); // prettier-ignore
  const webToken = secret(webIdentityToken({}));
  await take('web', { kind: 'webIdentity', roleArn: roleArn('Web'), sessionName: 'ci', ...free }, { kind: 'webIdentityToken', token: webToken }); // prettier-ignore
  const portal = await client.portals.save({ id: null, name: 'Example', startUrl: 'https://example.awsapps.com/start', region }); // prettier-ignore
  for await (const step of await client.portals.signIn({ id: portal.id, way: 'code' }))
    if (step.step === 'code') emulator.portal.approve(step.userCode);
  const [account] = await client.portals.accounts({ id: portal.id });
  const [roleName] = await client.portals.roles({ id: portal.id, account: account!.account });
  await take('portal', {
    kind: 'portalRole',
    portal: portal.id,
    account: account!.account,
    roleName: roleName!,
    region,
  });

  // Refusals of every kind, some of which AWS quotes what was sent in.
  await refused(take('denied', role('Nobody')));
  await refused(
    take('wrong code', role('WithMfa', { mfaSerial: kimDevice.SerialNumber }), {
      kind: 'mfaCode',
      code: '000000',
    }),
  );
  await refused(take('used twice', { kind: 'saml', identityProvider: null, roleArn: roleArn('SamlAdmin'), principalArn: samlProviderArn, ...free }, { kind: 'samlResponse', response: response.slice(0, -8) })); // prettier-ignore
  await refused(take('broken', { kind: 'webIdentity', roleArn: roleArn('Reader'), sessionName: 'ci', ...free }, { kind: 'webIdentityToken', token: webToken })); // prettier-ignore
  const wrongSecret = secret(randomBytes(30).toString('base64'));
  await refused(
    client.accessKeys.add({ name: 'typo', ...park, secretAccessKey: wrongSecret, mfaSerial: null }),
  );

  // Use: refreshed, looked at, tried; the console; the keychain.
  await Promise.all((await client.sessions.list()).filter(({ needs }) => needs === 'none').map(({ id }) => client.sessions.refresh({ id, once: null }))); // prettier-ignore
  await client.sessions.identity({ source: { kind: 'session', id: chained.id }, region: null });
  for await (const tried of await client.sessions.tryIt({
    id: reader.id,
    actions: ['sts:GetCallerIdentity', 'iam:ListRoles'],
  }))
    expect(tried.outcome).not.toBe('failed');
  const door = await client.sessions.console({ id: reader.id, destination: null });
  const { headers } = await fetch(door.address, { redirect: 'manual' });
  secret(/SigninToken=([^&]+)/.exec(headers.get('location')!)![1]!);
  await client.secrets.list({});
  await client.secrets.probe({});

  // The command line in between, and a crash in the middle of a refresh.
  expect(await run(['sessions', '--json'])).toBe(0);
  expect(await run(['sts', 'assume-role', '--role-arn', roleArn('OneHour'), '--name', 'by hand'])).toBe(0);
  expect(await run(['sts', 'assume-role', '--role-arn', roleArn('Nobody'), '--json'])).toBe(3);
  await run(['export', at('home/day.treeline'), '--to', at('home/day.ldif')]);
  expect(await run(['aws-config', 'write', 'reader', '--profile', 'reader'])).toBe(0);
  expect(await run(['exec', 'reader', '--', 'printenv', 'AWS_REGION'])).toBe(0);
  // A program that asks gets keys on standard output, as a person who asks to be shown them does.
  const program = await cli.run(['credential-process', 'reader'], { env });
  expect(issuedSecrets).toContain(
    (JSON.parse(program.stdout) as { SecretAccessKey: string }).SecretAccessKey,
  );
  printed += program.stderr;
  const dying = client.sessions.refresh({ id: reader.id, once: null }).catch(() => undefined);
  process.kill(host.pid, 'SIGKILL');
  await dying;
  host = await startBuiltHost(at('config'), at('home/day.treeline'), env);
  hosts.push(host);
  client = await openWindow(host);
  expect((await client.sessions.list()).length).toBeGreaterThan(8);
  await client.sessions.remove({ id: chained.id });

  // The one answer that holds keys.
  const before = toWindows;
  const shown = await client.sessions.reveal({ id: reader.id });
  expect(issuedSecrets).toContain(shown.secretAccessKey);
  expect(toWindows).toContain(shown.secretAccessKey);
  toWindows = before;
  for (const each of hosts) {
    await each.stop();
    printed += each.output();
  }

  // A test that could find nothing would prove nothing: the keychain has them.
  const { stdout: ring } = await keyring.run('secret-tool', [
    'search',
    '--all',
    '--unlock',
    'service',
    'Treeline',
  ]);
  expect(ring).toContain(shown.secretAccessKey);
  expect(ring).toContain(slapd.rootPassword);

  const wanted = [...new Set([...secrets, ...issuedSecrets])].filter((text) => text.length >= 8);
  expect(wanted.length).toBeGreaterThan(30);
  expect(readdirSync(at('config'))).toContain('treeline.db');
  const places: [string, string][] = [
    ['messages to windows', toWindows],
    ['what was printed', printed],
    ['arguments of processes', commandLines],
    ...filesIn(world).map((file): [string, string] => [file, readFileSync(file, 'latin1')]),
  ];
  expect(places.length).toBeGreaterThan(8);
  const found = places.flatMap(([place, text]) => wanted.filter((one) => holds(text, one)).map(() => place));
  expect(found).toEqual([]);
}, 180_000);

/** As it is, in base64, in an address, or escaped in JSON. */
function holds(text: string, one: string): boolean {
  const forms = [one, encodeURIComponent(one), JSON.stringify(one).slice(1, -1), Buffer.from(one).toString('base64').slice(0, -4)]; // prettier-ignore
  return forms.some((form) => text.includes(form));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
