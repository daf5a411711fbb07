/** Organizations, Identity Center, instances and IAM's credentials, read from the emulator part by part. */
import { afterEach, describe, expect, it } from 'vitest';
import type { AwsReadOptions } from '#aws/api.ts';
import { openClients } from '#aws/clients.ts';
import type { Clients } from '#aws/clients.ts';
import { createAws } from '#aws/createAws.ts';
import { readCredentials, readRoot } from '#aws/iamCredentials.ts';
import {
  readInstanceProfiles,
  readOpenIdProviders,
  readPasswordPolicy,
  readVersions,
} from '#aws/iamExtras.ts';
import { readAuthorizationDetails } from '#aws/iam.ts';
import { readIdentityCenter } from '#aws/identityCenter.ts';
import { readInstances } from '#aws/instances.ts';
import { readOrganization } from '#aws/organizations.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { IdentityCenter } from '#domain/estate/identityCenter.ts';
import { identitySourceOf } from '#domain/estate/identitySource.ts';
import type { Reading } from '#domain/estate/reading.ts';
import { defaultLimits } from '#sts/limits.ts';
import type { Behaviour } from '#test/emulator/behaviour.ts';
import { defaultEstate } from '#test/emulator/defaultEstate.ts';
import { emulatorVariables, keyOf, withAwsEnvironment } from '#test/emulator/environment.ts';
import { directoryCenter, externalCenter } from '#test/emulator/estates/identityCenters.ts';
import { exampleOrganization } from '#test/emulator/estates/organizations.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator, EmulatorOptions } from '#test/emulator/server.ts';

const [home, other, sandbox, partner] = ['111122223333', '444455556666', '777788889999', '999988887777'];
const seoul = 'ap-northeast-2';

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

interface Asked {
  readonly emulator: Emulator;
  readonly clients: Clients;
  readonly missing: [string, string][];
  readonly onMissing: (where: string, code: string) => void;
}
/** Clients of an auditor of the account. */
async function ask(account = home, options: EmulatorOptions = {}): Promise<Asked> {
  const emulator = await startEmulator(options);
  const key = keyOf(account!, 'auditor');
  undo.push(() => emulator.close(), withAwsEnvironment(emulatorVariables(emulator.url, key)));
  const limits = { ...defaultLimits, attempts: 2, callMs: 10_000 };
  const clients = openClients({ profile: null, limits, signal: new AbortController().signal });
  undo.push(() => clients.close());
  const missing: [string, string][] = [];
  return { emulator, clients, missing, onMissing: (where, code) => missing.push([where, code]) };
}
function value<T>(reading: Reading<T>): T {
  if (reading.state !== 'read') throw new Error(JSON.stringify(reading));
  return reading.value;
}
const denied = (on: string, account?: string): Behaviour => ({
  on,
  do: 'deny',
  ...(account === undefined ? {} : { account }),
});
const notReadable = { state: 'notReadable', code: 'aws.accessDenied' };
const awkward: EmulatorOptions = { pageSize: 1, emptyFirstPage: true };

describe('the organization', () => {
  const read = ({ clients, onMissing }: Asked, account = home) =>
    readOrganization(clients.organizations('us-east-1'), account!, onMissing, () => {});

  it.each<[string, EmulatorOptions]>([
    ['in whole pages', {}],
    ['in pages of one, the first of them empty', awkward],
    [
      'slowed down now and then',
      { troubles: [{ on: 'organizations:*', do: 'throttle', after: 3, times: 1 }] },
    ],
  ])('is read whole, %s', async (_, options) => {
    const asked = await ask(home, options);
    const organization = value(await read(asked));
    expect(asked.missing).toEqual([]);
    expect(organization).toMatchObject({
      id: exampleOrganization.organization.Id,
      managementAccountId: home,
      featureSet: 'ALL',
    });
    expect(new Map(organization.units.map(({ id, parentId }) => [id, parentId]))).toEqual(
      new Map([
        [exampleOrganization.root.Id, null],
        ...exampleOrganization.units.map(({ Id, parentId }): [string, string] => [Id, parentId]),
      ]),
    );
    expect(
      new Map(organization.accounts.map(({ id, parentId, status }) => [id, [parentId, status]])),
    ).toEqual(
      new Map(exampleOrganization.accounts.map(({ Id, parentId, Status }) => [Id, [parentId, Status]])),
    );
    const policies = [...value(organization.servicePolicies), ...value(organization.resourcePolicies)];
    const known = exampleOrganization.policies.filter(({ Type }) => Type !== 'TAG_POLICY');
    expect(
      new Map(policies.map(({ id, document, targets }) => [id, [document, targets.toSorted()]])),
    ).toEqual(new Map(known.map(({ Id, document, targets }) => [Id, [document, targets.toSorted()]])));
    expect(value(organization.delegatedAdministrators)).toEqual(
      exampleOrganization.delegatedAdministrators.map(({ accountId, services }) => ({
        account: accountId,
        services: services.map(({ ServicePrincipal }) => ServicePrincipal),
      })),
    );
  });

  it('has no policies with consolidated billing alone', async () => {
    const asked = await ask(partner);
    const organization = value(await read(asked, partner));
    expect(organization.servicePolicies).toEqual({ state: 'notApplicable' });
    expect(organization.resourcePolicies).toEqual({ state: 'notApplicable' });
    expect(asked.missing).toEqual([]);
  });

  it('is not readable for a member, and no part of it is none for a denial', async () => {
    const member = await ask(other);
    expect(await read(member, other)).toEqual(notReadable);
    expect(member.missing).toHaveLength(1);
  });

  it('lacks the part alone that is denied', async () => {
    const asked = await ask(home, {
      troubles: [denied('organizations:DescribePolicy'), denied('organizations:ListDelegatedAdministrators')],
    });
    const organization = value(await read(asked));
    expect(organization.accounts).toHaveLength(exampleOrganization.accounts.length);
    expect([organization.servicePolicies, organization.delegatedAdministrators]).toEqual([
      notReadable,
      notReadable,
    ]);
    expect(asked.missing.map(([where]) => where)).toEqual([
      `${home}/organizations:ListPolicies SERVICE_CONTROL_POLICY`,
      `${home}/organizations:ListPolicies RESOURCE_CONTROL_POLICY`,
      `${home}/organizations:ListDelegatedAdministrators`,
    ]);
  });

  it('is not applicable where there is none', async () => {
    const alone = { ...defaultEstate, organizations: [] };
    const asked = await ask(home, { estate: alone });
    expect(await read(asked)).toEqual({ state: 'notApplicable' });
    expect(asked.missing).toEqual([]);
  });
});

describe('Identity Center', () => {
  const read = (
    { clients, onMissing }: Asked,
    account = home,
    regions: readonly string[] = ['us-east-1', seoul],
  ): Promise<Reading<IdentityCenter>> =>
    readIdentityCenter({
      clients,
      account: account!,
      regions,
      onMissing,
      onCount: () => {},
      perSecond: 5000,
    });
  const setOf = (center: IdentityCenter, name: string) =>
    center.permissionSets.find((set) => set.name === name)!;

  it.each<[string, EmulatorOptions]>([
    ['in whole pages', {}],
    ['in pages of one, the first of them empty', awkward],
  ])('is read whole, %s', async (_, options) => {
    const asked = await ask(home, options);
    const center = value(await read(asked));
    expect(asked.missing).toEqual([]);
    expect(center).toMatchObject({
      instanceArn: directoryCenter.InstanceArn,
      region: seoul,
      source: 'unknown',
      accessControlAttributes: { state: 'read', value: [{ key: 'department' }] },
    });
    expect(center.notRead).toBeUndefined();
    expect(center.permissionSets.map(({ name }) => name)).toEqual(
      directoryCenter.permissionSets.map(({ Name }) => Name),
    );
    expect(setOf(center, 'PowerUser')).toMatchObject({
      customerPolicies: [{ name: 'SandboxLimits', path: '/' }],
      customerBoundary: { name: 'SandboxLimits', path: '/' },
      boundary: null,
      provisionedIn: [sandbox],
      outdatedIn: [sandbox],
    });
    expect(setOf(center, 'ReadOnly')).toMatchObject({
      inlinePolicy: null,
      boundary: null,
      customerBoundary: null,
      outdatedIn: [],
    });
    const key = (...parts: readonly string[]): string => parts.join(' ');
    expect(
      center.assignments
        .map((one) => key(one.account, one.permissionSetArn, one.principalType, one.principalId))
        .toSorted(),
    ).toEqual(
      directoryCenter.assignments
        .map((one) => key(one.AccountId, one.PermissionSetArn, one.PrincipalType, one.PrincipalId))
        .toSorted(),
    );
    expect(center.memberships.map(({ groupId, userId }) => key(groupId, userId)).toSorted()).toEqual(
      directoryCenter.groups
        .flatMap(({ GroupId, members }) => members.map((userId) => key(GroupId, userId)))
        .toSorted(),
    );
    expect(identitySourceOf(center)).toEqual({
      source: 'activeDirectory',
      is: 'assumed',
      evidence: 'directoryNames',
    });
  });

  it('that a provider fills is known by the ids that it brings', async () => {
    const asked = await ask(partner);
    const center = value(await read(asked, partner));
    expect(center.users[0]!.externalIds).toEqual([
      {
        issuer: externalCenter.users[0]!.ExternalIds![0]!.Issuer,
        id: externalCenter.users[0]!.ExternalIds![0]!.Id,
      },
    ]);
    expect(identitySourceOf(center)).toMatchObject({ source: 'external', is: 'assumed' });
    // Attributes for access control are off, which is not "none that we may see".
    expect(center.accessControlAttributes).toEqual({ state: 'notApplicable' });
  });

  it('is not applicable in Regions without one', async () => {
    const asked = await ask(home);
    expect(await read(asked, home, ['us-east-1'])).toEqual({ state: 'notApplicable' });
    expect(asked.missing).toEqual([]);
  });

  it('is not readable where nobody may ask for it', async () => {
    const asked = await ask(home, { troubles: [denied('sso:ListInstances')] });
    expect(await read(asked)).toEqual(notReadable);
  });

  it.each<[string, string, (center: IdentityCenter) => unknown, unknown]>([
    [
      'groups',
      'identitystore:ListGroups',
      ({ notRead }) => notRead,
      [{ part: 'groups', code: 'aws.accessDenied' }],
    ],
    [
      'memberships',
      'identitystore:ListGroupMemberships',
      ({ notRead }) => notRead,
      [{ part: 'memberships', code: 'aws.accessDenied' }],
    ],
    [
      'assignments',
      'sso:ListAccountAssignments',
      ({ notRead }) => notRead,
      [{ part: 'assignments', code: 'aws.accessDenied' }],
    ],
    [
      'an inline policy',
      'sso:GetInlinePolicyForPermissionSet',
      ({ permissionSets }) => permissionSets.map(({ notRead }) => notRead),
      [['inlinePolicy'], ['inlinePolicy'], ['inlinePolicy']],
    ],
  ])('says which %s could not be read', async (_, operation, found, expected) => {
    const asked = await ask(home, { troubles: [denied(operation)] });
    const center = value(await read(asked));
    expect(found(center)).toEqual(expected);
    expect(new Set(asked.missing.map(([, code]) => code))).toEqual(new Set(['aws.accessDenied']));
  });

  it('asks as often in a second as the service bears, both services together', async () => {
    const { clients, onMissing, emulator } = await ask(partner);
    const before = performance.now();
    await readIdentityCenter({
      clients,
      account: partner!,
      regions: [seoul],
      onMissing,
      onCount: () => {},
      perSecond: 50,
    });
    const calls = emulator.requests.filter(({ service }) => service === 'sso' || service === 'identitystore');
    expect(calls.length).toBeGreaterThan(10);
    expect(performance.now() - before).toBeGreaterThan((calls.length - 1) * 20 - 5);
  });
});

it('instances are read with their profile, page by page, but those that are gone', async () => {
  const { clients } = await ask(home, { pageSize: 1 });
  const instances = await readInstances(clients.ec2(seoul), home!, seoul, () => {});
  expect(instances.length).toBeGreaterThan(0);
  expect(instances.every(({ state }) => state !== 'terminated')).toBe(true);
  const profiles = await readInstanceProfiles(clients.iam(seoul), home!);
  const used = instances.flatMap(({ instanceProfileArn }) => instanceProfileArn ?? []);
  expect(profiles.map(({ arn }) => arn)).toEqual(expect.arrayContaining([...new Set(used)]));
  expect(profiles.every(({ roleArns }) => roleArns.length <= 1)).toBe(true);
});

describe('IAM beside the details', () => {
  const where = (operation: string): string => `${sandbox}/iam:${operation}`;
  const details = ({ clients }: Asked) =>
    readAuthorizationDetails(
      clients.iam(seoul),
      () => {},
      () => {},
    );

  it.each([home!, sandbox!])(
    'tells keys with their last use, passwords, devices, and root: %s',
    async (id) => {
      const asked = await ask(id);
      const reader = asked.clients.iam(seoul);
      const given = defaultEstate.accounts.find((account) => account.id === id)!;
      expect(await readRoot(reader)).toEqual({
        accessKeys: given.root?.accessKeys ?? 0,
        mfaEnabled: given.root?.mfa ?? false,
      });
      const { users } = await details(asked);
      const read = await readCredentials(reader, users, where, asked.onMissing);
      expect(asked.missing).toEqual([]);
      const iso = (date: string | undefined): string | null => (date ? new Date(date).toISOString() : null);
      expect(
        read.map(({ name, accessKeys, hasConsolePassword, mfaDevices }) => [
          name,
          accessKeys?.map((key) => [key.idTail, key.lastUsed, key.lastUsedService, key.lastUsedRegion]),
          hasConsolePassword,
          mfaDevices,
        ]),
      ).toEqual(
        given.users.map(({ UserName }) => {
          const known = given.credentials?.[UserName];
          const keys = known?.accessKeys ?? [];
          return [
            UserName,
            keys.map(({ AccessKeyId, lastUsed: used }) => [
              AccessKeyId.slice(-4),
              iso(used?.date),
              used?.service ?? null,
              used?.region ?? null,
            ]),
            known?.loginProfile !== undefined,
            known?.mfaDevices?.length ?? 0,
          ];
        }),
      );
    },
  );

  it.each<
    [string, (user: { accessKeys: unknown; mfaDevices: unknown; hasConsolePassword: unknown }) => unknown]
  >([
    ['iam:ListAccessKeys', ({ accessKeys }) => accessKeys],
    ['iam:ListMFADevices', ({ mfaDevices }) => mfaDevices],
    ['iam:GetLoginProfile', ({ hasConsolePassword }) => hasConsolePassword],
  ])('that is denied (%s) is asked for once, told once, and not taken for none', async (operation, field) => {
    const asked = await ask(sandbox, { troubles: [denied(operation)] });
    const { users } = await details(asked);
    const read = await readCredentials(asked.clients.iam(seoul), users, where, asked.onMissing);
    expect(new Set(read.map(field))).toEqual(new Set([null]));
    expect(asked.missing).toEqual([[where(operation.slice(4)), 'aws.accessDenied']]);
    // Those that were under way already are let go on.
    const sent = asked.emulator.requests.filter((one) => `iam:${one.operation}` === operation).length;
    expect(sent).toBeLessThanOrEqual(4);
  });

  it('does not take a key for unused whose last use may not be read', async () => {
    const asked = await ask(sandbox, { troubles: [denied('iam:GetAccessKeyLastUsed')] });
    const { users } = await details(asked);
    const read = await readCredentials(asked.clients.iam(seoul), users, where, asked.onMissing);
    expect(read.flatMap(({ accessKeys }) => accessKeys ?? [])).toEqual([]);
    expect(read.some(({ accessKeys }) => accessKeys === null)).toBe(true);
  });

  it('tells the password policy, or that the account has none of its own', async () => {
    for (const { id, passwordPolicy } of defaultEstate.accounts) {
      const { clients } = await ask(id);
      const read = await readPasswordPolicy(clients.iam(seoul), id);
      expect([id, read.length]).toEqual([id, passwordPolicy ? 1 : 0]);
    }
  });

  it('tells OIDC providers, and every version of a policy with its document', async () => {
    const asked = await ask(sandbox);
    const reader = asked.clients.iam(seoul);
    const given = defaultEstate.accounts.find(({ id }) => id === sandbox)!;
    const providers = await readOpenIdProviders(reader, sandbox!, asked.onMissing);
    expect(providers.map(({ arn }) => arn).toSorted()).toEqual(
      (given.openIdProviders ?? []).map(({ Arn }) => Arn).toSorted(),
    );
    const { policies } = await details(asked);
    // As if the details had told of the default version alone, and without its document.
    const bare = policies.map((policy) => ({
      ...policy,
      versions: policy.versions
        .filter(({ isDefault }) => isDefault)
        .map((version) => ({ ...version, document: null })),
    }));
    const versions = await readVersions(reader, bare, asked.onMissing);
    const own = (list: typeof policies) =>
      new Map(
        list
          .filter(({ awsManaged }) => !awsManaged)
          .map(({ arn, versions: all }) => [
            arn,
            new Map(all.map(({ versionId, document }) => [versionId, document])),
          ]),
      );
    expect(own(versions)).toEqual(own(policies));
    expect([...own(versions).values()].some(({ size }) => size > 1)).toBe(true);
    expect(asked.missing).toEqual([]);
  });
});

describe('a credential report', () => {
  const readHome = async (more: Partial<AwsReadOptions>, options: EmulatorOptions = {}) => {
    const { emulator, missing, onMissing } = await ask(home, options);
    const facts = await createAws({ attempts: 2, callMs: 10_000 }).read({
      profile: null,
      regions: [seoul],
      signal: new AbortController().signal,
      onProgress: () => {},
      onMissing,
      ...more,
    });
    const asked = emulator.requests.flatMap(({ operation }) => (/Report/.test(operation) ? operation : []));
    return { facts, missing, asked };
  };
  const of = (facts: EstateFacts) => facts.accounts[0]!.credentialReport;

  it('is never made unless it is asked for', async () => {
    const { facts, asked } = await readHome({});
    expect([of(facts), asked]).toEqual([undefined, []]);
  });

  it('is made, waited for and read', async () => {
    const { facts, missing, asked } = await readHome({ credentialReport: true });
    expect(missing).toEqual([]);
    expect(asked).toEqual([...Array(3).fill('GenerateCredentialReport'), 'GetCredentialReport']);
    const { generatedAt, credentials } = value(of(facts)!);
    expect(generatedAt).toMatch(/^20\d\d-.*Z$/);
    const [root, ...users] = credentials;
    expect(root).toMatchObject({ arn: `arn:aws:iam::${home}:root`, mfaActive: true, keys: [], passwordLastUsed: '2026-02-03T04:05:06.000Z' }); // prettier-ignore
    expect(users.map(({ arn }) => arn)).toEqual(value(facts.users).map(({ arn }) => arn));
    expect(users.find(({ arn }) => arn.endsWith('/breakglass'))).toEqual({
      arn: `arn:aws:iam::${home}:user/break-glass/breakglass`,
      passwordEnabled: true,
      passwordLastUsed: '2026-01-15T03:12:00.000Z',
      passwordLastChanged: '2026-11-01T07:30:00.000Z',
      passwordNextRotation: '2027-01-30T07:30:00.000Z',
      mfaActive: false,
      keys: [
        {
          slot: 1,
          active: true,
          lastRotated: '2024-03-01T09:00:00.000Z',
          lastUsed: '2026-01-15T03:12:00.000Z',
          lastUsedRegion: 'us-east-1',
          lastUsedService: 'iam',
        },
        { slot: 2, active: true, lastRotated: '2025-12-01T00:00:00.000Z', lastUsed: null, lastUsedRegion: null, lastUsedService: null }, // prettier-ignore
      ],
    });
  });

  it.each(['GenerateCredentialReport', 'GetCredentialReport'])(
    'that may not be had by %s is not readable, and nothing else is missing',
    async (operation) => {
      const troubles = [denied(`iam:${operation}`)];
      const { facts, missing } = await readHome({ credentialReport: true }, { troubles });
      expect(of(facts)).toEqual({ state: 'notReadable', code: 'aws.accessDenied' });
      expect(missing).toEqual([[`${home}/iam:${operation}`, 'aws.accessDenied']]);
      const without = await readHome({}, { troubles });
      const { accounts: _, ...rest } = facts;
      expect(without.facts).toMatchObject(rest);
    },
  );

  it('ends with the reading when that is cancelled while it is made', async () => {
    const cancel = new AbortController();
    const told = (_: string, done: number): void => {
      if (done > 0) cancel.abort();
    };
    const troubles: Behaviour[] = [{ on: 'iam:GenerateCredentialReport', do: 'body', status: 200, type: 'text/xml', body: notYet }]; // prettier-ignore
    const options = { credentialReport: true, signal: cancel.signal, onProgress: told };
    await expect(readHome(options, { troubles })).rejects.toMatchObject({ code: 'job.cancelled' });
  });
});

const notYet =
  '<GenerateCredentialReportResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GenerateCredentialReportResult>' +
  '<State>INPROGRESS</State></GenerateCredentialReportResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>' +
  '</GenerateCredentialReportResponse>';
