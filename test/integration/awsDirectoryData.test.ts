import { afterEach, describe, expect, it } from 'vitest';
import { createAws } from '#aws/createAws.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { sidOf } from '#domain/directory/sid.ts';
import type { CallLimits } from '#sts/limits.ts';
import type { Behaviour } from '#test/emulator/behaviour.ts';
import { defaultEstate } from '#test/emulator/defaultEstate.ts';
import type { AccessKey, Estate } from '#test/emulator/estate.ts';
import type { DirectoryDetails } from '#test/emulator/estate/directory.ts';
import { emulatorVariables, keyOf, withAwsEnvironment } from '#test/emulator/environment.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator, EmulatorOptions } from '#test/emulator/server.ts';

const home = '111122223333';
const seoul = 'ap-northeast-2';
const directoryId = 'd-9a67000001';
const quick: Partial<CallLimits> = { connectMs: 500, answerMs: 300, callMs: 20_000, attempts: 3 };

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

async function readAll(of: Partial<{ directoryId: string; region: string; signal: AbortSignal }> = {}) {
  const missing: [string, string][] = [];
  const reading = await createAws(quick).openDirectoryData({
    profile: null,
    region: seoul,
    directoryId,
    signal: new AbortController().signal,
    onProgress: () => {},
    onMissing: (where, code) => missing.push([where, code]),
    ...of,
  });
  const entries: DirectoryEntry[] = [];
  for await (const some of reading.entries()) entries.push(...some);
  return { realm: reading.realm, entries, missing };
}

const base = 'OU=Users,OU=CORP,DC=corp,DC=example,DC=com';
const named = (entries: readonly DirectoryEntry[], name: string): DirectoryEntry =>
  entries.find(({ attributes }) => attributes['sAMAccountName']?.[0] === name)!;

/** The default estate, with what is told of each directory changed. */
const estateWith = (change: (details: DirectoryDetails) => DirectoryDetails): Estate => ({
  ...defaultEstate,
  accounts: defaultEstate.accounts.map((account) => ({
    ...account,
    directoryDetails: Object.fromEntries(
      Object.entries(account.directoryDetails ?? {}).map(([id, details]) => [id, change(details)]),
    ),
  })),
});

describe('a Managed AD by the Directory Service Data API', () => {
  it('gives users, groups with their members, and members of a trusted domain', async () => {
    const emulator = await emulate();
    const { realm, entries, missing } = await readAll();
    expect(realm).toBe('corp.example.com');
    const kim = named(entries, 'kim');
    expect(kim).toMatchObject({
      dn: `CN=Minji Kim,${base}`,
      attributes: {
        objectClass: ['top', 'person', 'organizationalPerson', 'user'],
        givenName: ['Minji'],
        sn: ['Kim'],
        mail: ['kim@example.com'],
        userPrincipalName: ['kim@corp.example.com'],
        userAccountControl: ['512'],
        department: ['Platform'],
      },
    });
    expect(sidOf(kim.attributes['objectSid']![0])).toBe('S-1-5-21-1111111111-2222222222-3333333333-1105');
    expect(named(entries, 'oldhand').attributes['userAccountControl']).toEqual(['514']);
    const foreign =
      'CN=S-1-5-21-4444444444-5555555555-6666666666-1201,CN=ForeignSecurityPrincipals,DC=corp,DC=example,DC=com';
    expect(named(entries, 'AWS-111122223333-ReadOnly').attributes).toMatchObject({
      groupType: ['-2147483644'],
      member: [`CN=Jun Lee,${base}`, `CN=Old Hand,${base}`, `CN=AWS-111122223333-Admin,${base}`, foreign],
    });
    expect(named(entries, 'news').attributes['groupType']).toEqual(['8']);
    expect(named(entries, 'empty').attributes['member']).toBeUndefined();
    expect(entries.find(({ dn }) => dn === foreign)?.attributes['objectClass']).toContain(
      'foreignSecurityPrincipal',
    );
    const domain = entries.find(({ dn }) => dn === 'DC=corp,DC=example,DC=com')!;
    expect(sidOf(domain.attributes['objectSid']![0])).toBe('S-1-5-21-1111111111-2222222222-3333333333');
    expect(missing).toEqual(
      expect.arrayContaining([
        ['DC=corp,DC=example,DC=com', 'directoryData.otherKinds'],
        ['DC=corp,DC=example,DC=com', 'import.partialAccountControl'],
        [`CN=servers,${base}`, 'directoryData.computerMembers'],
      ]),
    );
    expect(new Set(emulator.requests.map(({ service }) => service))).toEqual(new Set(['ds-data', 'ds']));
  });

  it('reads the same from small pages', async () => {
    await emulate();
    const whole = await readAll();
    for (const step of undo.splice(0).reverse()) await step();
    await emulate({ pageSize: 1, emptyFirstPage: true });
    const paged = await readAll();
    const inOrder = (entries: readonly DirectoryEntry[]) =>
      entries.toSorted((a, b) => (a.dn < b.dn ? -1 : 1));
    expect(inOrder(paged.entries)).toEqual(inOrder(whole.entries));
  });

  const refusals: [string, Partial<{ directoryId: string; region: string }>, object][] = [
    ['an AD Connector', { directoryId: 'd-9a67000002' }, { reason: 'INVALID_DIRECTORY_TYPE' }],
    [
      'a Simple AD',
      { directoryId: 'd-9067000003', region: 'us-east-1' },
      { reason: 'INVALID_DIRECTORY_TYPE' },
    ],
  ];
  it.each(refusals)('%s has none of it, and says so', async (_, of, params) => {
    await emulate();
    await expect(readAll(of)).rejects.toMatchObject({ code: 'aws.directoryDataRefused', params });
  });

  it('says that data access is off', async () => {
    await emulate({ estate: estateWith((details) => ({ ...details, dataAccess: 'Disabled' })) });
    await expect(readAll()).rejects.toMatchObject({
      code: 'aws.directoryDataDisabled',
      params: { directoryId },
    });
  });

  it('reads the rest where attributes are refused, and says which', async () => {
    const refusedAttributes = ['department', 'userAccountControl'];
    await emulate({
      estate: estateWith((details) =>
        details.data ? { ...details, data: { ...details.data, refusedAttributes } } : details,
      ),
    });
    const { entries, missing } = await readAll();
    const { attributes } = named(entries, 'kim');
    expect(attributes).toMatchObject({ givenName: ['Minji'], userAccountControl: ['512'] });
    expect(attributes).not.toHaveProperty('department');
    const root = 'DC=corp,DC=example,DC=com';
    expect(missing).toEqual(
      expect.arrayContaining([
        [`${root} department`, 'directoryData.refusedAttribute'],
        [`${root} userAccountControl`, 'directoryData.refusedAttribute'],
        [root, 'import.partialAccountControl'],
      ]),
    );
  });

  const ending: [string, Behaviour, string][] = [
    ['a refusal', { on: 'ds-data:ListUsers', do: 'deny' }, 'aws.accessDenied'],
    ['throttling to the end', { on: 'ds-data:ListUsers', do: 'throttle' }, 'aws.throttled'],
    ['no answer', { on: 'ds-data:ListUsers', do: 'never' }, 'aws.noAnswer'],
    ['half an answer', { on: 'ds-data:ListUsers', do: 'halve' }, 'aws.malformedAnswer'],
    ['a broken connection', { on: 'ds-data:ListUsers', do: 'break' }, 'aws.unreachable'],
    ['a refusal on the way', { on: 'ds-data:DescribeGroup', do: 'deny' }, 'aws.accessDenied'],
  ];
  it.each(ending)('ends with %s', async (_, trouble, code) => {
    await emulate({ troubles: [trouble] });
    await expect(readAll()).rejects.toMatchObject({ code });
  });

  it('goes on after it was throttled for a while', async () => {
    const emulator = await emulate({ troubles: [{ on: 'ds-data:DescribeUser', do: 'throttle', times: 2 }] });
    const { entries } = await readAll();
    expect(named(entries, 'kim')).toBeDefined();
    expect(emulator.requests.filter(({ status }) => status === 429)).toHaveLength(2);
  });

  it('signs, so that a wrong key is refused', async () => {
    await emulate({}, { ...keyOf(home, 'auditor'), secretAccessKey: 'wrong' });
    await expect(readAll()).rejects.toMatchObject({ code: 'aws.credentialsInvalid' });
  });

  it('is cancelled while nothing answers', async () => {
    await emulate({ troubles: [{ on: 'ds-data:*', do: 'never' }] });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    await expect(readAll({ signal: abort.signal })).rejects.toMatchObject({ code: 'job.cancelled' });
  });
});
