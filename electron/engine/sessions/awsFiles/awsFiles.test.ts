import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  lstatSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { awsFilesSchema, writePlanSchema } from '#contract/sessions/awsFiles.ts';
import { AwsFiles } from './awsFiles.ts';
import type { LongTermKey } from './awsFiles.ts';

const numRuns = Math.ceil(15 * Number(process.env['TREELINE_FUZZ'] ?? 1));
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

let home = '';
let kept: LongTermKey[] = [];
let env: Record<string, string> = {};
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'treeline-aws-files-'));
  kept = [];
  env = {};
});
afterEach(() => rmSync(home, { recursive: true }));

const at = (name = 'config') => join(home, '.aws', name);
const text = (name = 'config') => readFileSync(at(name), 'utf8');
function put(content: string, name = 'config', mode = 0o640): void {
  mkdirSync(join(home, '.aws'), { recursive: true, mode: 0o755 });
  writeFileSync(at(name), content);
  chmodSync(at(name), mode);
}
const files = (more: Partial<ConstructorParameters<typeof AwsFiles>[0]> = {}) =>
  new AwsFiles({
    session: () => ({ request: { region: 'eu-west-1' } }),
    portals: () => [],
    commandFor: (id) => ['/opt/tree line/treeline', 'credentials', id],
    addKey: (key) => {
      kept.push(key);
      const { name, mfaSerial } = key;
      return Promise.resolve({ id: 'k', name, accessKeyTail: 'PLE1', account: null, userArn: null, mfaSerial, addedAt: '', present: true }); // prettier-ignore
    },
    env,
    home,
    ...more,
  });
async function write(profile = 'work', of = files()) {
  const plan = await of.plan('s-1', profile);
  return of.write('s-1', profile, plan.digest);
}
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

const block = [
  '# BEGIN Treeline (managed; edit in Treeline)',
  '[profile work]',
  '# session s-1',
  'credential_process = "/opt/tree line/treeline" credentials s-1',
  'region = eu-west-1',
  '# END Treeline',
];

describe('writing a profile', () => {
  it('makes folder and file for the user alone', async () => {
    expect(await write()).toEqual({ profile: 'work', configPath: at(), backup: null });
    expect(text()).toBe(`${block.join('\n')}\n`);
    expect(readdirSync(join(home, '.aws'))).toEqual(['config']);
    if (process.platform === 'win32') return;
    expect(statSync(at()).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, '.aws')).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['line feeds', '[default]\nregion = x-1\n', '\n', true],
    ['CRLF', '[default]\r\nregion = x-1\r\n', '\r\n', true],
    ['a byte order mark', '\uFEFF[default]\nregion = x-1\n', '\n', true],
    ['no last ending', '[default]\nregion = x-1', '\n', false],
    ['nothing in it', '', '\n', true],
  ])('keeps all other bytes, the mode and a backup: %s', async (_, before, ending, ended) => {
    put(before);
    const { backup } = await write();
    const between = ended ? '' : ending;
    expect(text()).toBe(before + between + block.join(ending) + (ended ? ending : ''));
    expect(backup).toBe(at('config.treeline-backup'));
    expect(readFileSync(backup!, 'utf8')).toBe(before);
    if (process.platform !== 'win32')
      for (const path of [at(), backup!]) expect(statSync(path).mode & 0o777).toBe(0o640);
    await files().remove('work');
    expect(text()).toBe(before);
  });

  it('follows a link and leaves it one', async () => {
    const real = join(home, 'dotfiles');
    mkdirSync(real);
    writeFileSync(join(real, 'aws'), '[default]\n');
    mkdirSync(join(home, '.aws'));
    symlinkSync(join(real, 'aws'), at());
    expect((await write()).backup).toBe(join(real, 'aws.treeline-backup'));
    expect(lstatSync(at()).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(real, 'aws'), 'utf8')).toContain('[profile work]');
  });

  it('goes where the environment says', async () => {
    env = { AWS_CONFIG_FILE: join(home, 'elsewhere', 'mine'), AWS_SHARED_CREDENTIALS_FILE: '~/creds' };
    writeFileSync(join(home, 'creds'), '[taken]\n');
    expect((await write()).configPath).toBe(env['AWS_CONFIG_FILE']);
    expect(await faultOf(write('taken'))).toMatchObject({ code: 'awsFiles.nameTaken' });
    expect(existsSync(join(home, '.aws'))).toBe(false);
  });

  it('tells its own lines alone before', async () => {
    put(`[profile keys]\naws_secret_access_key = ${secret}\n`);
    const fresh = await files().plan('s-1', 'work');
    expect(writePlanSchema.parse(fresh).lines).toEqual(block.map((line) => ({ kind: 'added', text: line })));
    await write();
    put(text().replace('region = eu-west-1', `region = us-east-1\naws_session_token = ${secret}`));
    const next = await files().plan('s-1', 'work');
    expect(next.lines.filter(({ kind }) => kind !== 'kept')).toEqual([
      { kind: 'removed', text: 'region = us-east-1' },
      { kind: 'removed', text: '…' },
      { kind: 'added', text: 'region = eu-west-1' },
    ]);
    expect(JSON.stringify(next)).not.toContain(secret);
  });

  it('writes nothing where nothing changes', async () => {
    put('[default]\n');
    await write();
    const { mtimeMs, ino } = statSync(at());
    expect((await write()).backup).toBeNull();
    expect(statSync(at())).toMatchObject({ mtimeMs, ino });
    expect(readFileSync(at('config.treeline-backup'), 'utf8')).toBe('[default]\n');
  });
});

describe('a file is left as it is', () => {
  it.each<[string, string, (path: string) => void, string]>([
    [
      'changed meanwhile',
      '[default]\n',
      (path) => writeFileSync(path, '[default]\noutput = json\n'),
      'changed',
    ],
    ['credentials changed meanwhile', '[default]\n', () => put('[x]\n', 'credentials'), 'changed'],
    ['read-only', '[default]\n', (path) => chmodSync(path, 0o400), 'notWritable'],
    [
      'held by another of us',
      '[default]\n',
      (path) => writeFileSync(`${path}.treeline-new`, ''),
      'notWritable',
    ],
    ['gone', '[default]\n', (path) => rmSync(path), 'changed'],
    ['a folder meanwhile', '', (path) => { rmSync(path); mkdirSync(path); }, 'notWritable'], // prettier-ignore
  ])('%s', async (_, before, meanwhile, code) => {
    put(before);
    const plan = await files().plan('s-1', 'work');
    meanwhile(at());
    const was = statSync(at(), { throwIfNoEntry: false })?.isFile() ? text() : null;
    expect(await faultOf(files({ waitMs: 50 }).write('s-1', 'work', plan.digest))).toMatchObject({
      code: `awsFiles.${code}`,
    });
    expect(statSync(at(), { throwIfNoEntry: false })?.isFile() ? text() : null).toBe(was);
    expect(existsSync(at('config.treeline-backup'))).toBe(false);
  });

  it.each([
    ['not UTF-8', Buffer.from([0x5b, 0x61, 0x5d, 0x0a, 0x23, 0xff]), 'work', 'awsFiles.notUtf8'],
    ['damaged marks', `${block.slice(0, -1).join('\n')}\n`, 'work', 'awsFiles.markersDamaged'],
    ['a name that is taken', '[profile work]\n', 'work', 'awsFiles.nameTaken'],
    ['a name that cannot be written', '', 'a b', 'awsFiles.nameNotWritable'],
  ])('%s', async (_, before, profile, code) => {
    mkdirSync(join(home, '.aws'));
    writeFileSync(at(), before);
    const { digest } = await files().read();
    expect(await faultOf(files().plan('s-1', profile))).toMatchObject({ code });
    expect(await faultOf(files().write('s-1', profile, digest))).toMatchObject({ code });
    expect(readFileSync(at())).toEqual(Buffer.from(before as string));
    expect(readdirSync(join(home, '.aws'))).toEqual(['config']);
  });

  it('with a command that tools read differently, a profile that is not ours, and a folder that is a file', async () => {
    const quoting = files({ commandFor: () => ['/opt/"x"', 'y'] });
    expect(await faultOf(quoting.plan('s-1', 'work'))).toMatchObject({ code: 'awsCommand.quote' });
    expect(await faultOf(files().remove('work'))).toMatchObject({ code: 'awsFiles.notManaged' });
    rmSync(join(home, '.aws'), { recursive: true, force: true });
    writeFileSync(join(home, '.aws'), '');
    const fault = await faultOf(files().write('s-1', 'work', ''));
    expect(fault).toMatchObject({ code: 'awsFiles.notWritable', params: { name: at() } });
  });

  it('is read and written after somebody died between writing and renaming', async () => {
    put('[default]\n');
    writeFileSync(at('config.treeline-new'), '[profile half');
    utimesSync(at('config.treeline-new'), new Date(0), new Date(0));
    expect((await files().read()).profiles.map(({ name }) => name)).toEqual(['default']);
    await write();
    expect(text()).toContain('[profile work]');
    expect(readdirSync(join(home, '.aws'))).toEqual(['config', 'config.treeline-backup']);
  });
});

it('is whole after many wrote at once: each profile of who was not refused, and no other', async () => {
  put('[default]\n');
  const names = Array.from({ length: 8 }, (_, at) => `p${at}`);
  const ends = await Promise.all(names.map((name) => faultOf(write(name))));
  for (const fault of ends) if (fault !== null) expect(fault).toMatchObject({ code: 'awsFiles.changed' });
  const written = names.filter((_, at) => ends[at] === null);
  const { profiles } = await files().read();
  expect(
    profiles
      .filter(({ managed }) => managed)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(written);
  expect(written.length).toBeGreaterThan(0);
  await Promise.all(written.map((name) => files().remove(name)));
  expect(text()).toBe('[default]\n');
});

it('gives any file back byte for byte, or refuses it', async () => {
  const line = fc.constantFrom('[default]', '[profile a b]', 'x = 1', '  y = 2', '# c', '', ';', 'key', '[', '# BEGIN Treeline', 'ä=ö'); // prettier-ignore
  const ending = fc.constantFrom('\n', '\r\n', '\r', '');
  const any = fc.oneof(
    fc.array(fc.tuple(line, ending)).map((lines) => lines.flat().join('')),
    fc.string({ unit: 'binary' }),
  );
  await fc.assert(
    fc.asyncProperty(any, async (before) => {
      put(before);
      const bytes = readFileSync(at());
      const written = await write().catch(() => null);
      if (written !== null && written.backup !== null) await files().remove('work');
      expect(readFileSync(at())).toEqual(bytes);
    }),
    { numRuns },
  );
});

describe('reading', () => {
  it('tells what could be imported, and no secret', async () => {
    put(
      [
        '[default]',
        'region = eu-west-1',
        '[profile admin]',
        'role_arn = arn:aws:iam::111122223333:role/Admin',
        'source_profile = keys',
        'mfa_serial = arn:aws:iam::111122223333:mfa/kim',
        '[sso-session corp]',
        'sso_start_url = https://corp.awsapps.com/start/',
        'sso_region = eu-west-1',
        '[profile portal]',
        'sso_session = corp',
        'sso_account_id = 111122223333',
        'sso_role_name = ReadOnly',
        '[profile tool]',
        `credential_process = /usr/bin/tool --token ${secret} --for kim`,
        '[profile long]',
        `role_arn = arn:aws:iam::111122223333:role/${'x'.repeat(3000)}`,
        'source_profile = keys',
        'nonsense',
      ].join('\n'),
    );
    put(
      `[keys]\naws_access_key_id = AKIAEXAMPLEEXAMPLE1\naws_secret_access_key = ${secret}\n`,
      'credentials',
    );
    const portal = {
      id: 'p-1',
      name: 'Corp',
      startUrl: 'https://corp.awsapps.com/start',
      region: 'eu-west-1',
    };
    const told = awsFilesSchema.parse(await files({ portals: () => [portal] }).read());
    const by = Object.fromEntries(told.profiles.map((one) => [one.name, one]));
    expect(by['admin']).toMatchObject({
      file: 'config',
      line: 3,
      request: { kind: 'role', source: { kind: 'profile', profile: 'keys' } },
      hasKeys: false,
    });
    expect(by['portal']).toMatchObject({
      request: { kind: 'portalRole', portal: 'p-1', roleName: 'ReadOnly' },
      portal: { id: 'p-1' },
    });
    const without = await files().read();
    expect(without.profiles.find(({ name }) => name === 'portal')).toMatchObject({
      request: { portal: 'https://corp.awsapps.com/start/' },
      portal: { id: null },
    });
    expect(by['tool']).toMatchObject({ request: null, runs: '/usr/bin/tool --token … --for kim' });
    expect(by['long']?.notes.map(({ code }) => code)).toContain('unresolved');
    expect(by['keys']).toMatchObject({ file: 'credentials', hasKeys: true, request: null });
    expect(told.problems).toEqual([
      { file: 'config', line: 19, code: 'notASetting', params: { line: '19' } },
    ]);
    expect(JSON.stringify(told)).not.toContain(secret);
  });

  it('has a digest that changes with either file, also from none to an empty one', async () => {
    const digests = [await files().read()];
    put('');
    digests.push(await files().read());
    put('', 'credentials');
    digests.push(await files().read());
    put('[a]\n', 'credentials');
    digests.push(await files().read(), await files().read());
    expect(new Set(digests.map(({ digest }) => digest)).size).toBe(4);
  });
});

describe('taking keys', () => {
  it.each([
    ['with a device', 'mfa_serial = arn:aws:iam::111122223333:mfa/kim', 'arn:aws:iam::111122223333:mfa/kim'],
    ['with none', '', null],
    ['with one that cannot be', 'mfa_serial = x', null],
  ])('%s', async (_, line, mfaSerial) => {
    put(
      `[keys]\naws_access_key_id = AKIAEXAMPLEEXAMPLE1\naws_secret_access_key = ${secret}\n${line}\n`,
      'credentials',
    );
    await files().takeKeys('keys', 'Kim');
    expect(kept).toEqual([
      { name: 'Kim', accessKeyId: 'AKIAEXAMPLEEXAMPLE1', secretAccessKey: secret, mfaSerial },
    ]);
  });

  it.each([
    ['no such profile', ''],
    ['half a key', '[keys]\naws_access_key_id = AKIAEXAMPLEEXAMPLE1\n'],
    [
      'keys of a session',
      `[keys]\naws_access_key_id = ASIAEXAMPLEEXAMPLE1\naws_secret_access_key = ${secret}\n`,
    ],
  ])('refuses %s without quoting', async (_, content) => {
    put(content, 'credentials');
    const fault = await faultOf(files().takeKeys('keys', 'Kim'));
    expect(fault).toMatchObject({ code: 'awsFiles.noKeys', params: { profile: 'keys' } });
    expect(kept).toEqual([]);
  });
});
