/** What people and programs sign in with: keys, passwords, MFA, and the report of all of them. */
import type { User, UserCredentials } from '../estate.ts';
import { required, textOf } from '../input.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input, Operation } from '../wire.ts';
import { noSuchEntity, page } from './iamDocuments.ts';
import { credentialReport } from './iamReport.ts';

const userNotFound = (name: string): ServiceError =>
  noSuchEntity(`The user with name ${name} cannot be found.`);

/** The user that the request names, or else the caller. */
function userOf({ account, key }: Asked, input: Input): { user: User; credentials: UserCredentials } {
  const name = textOf(input, 'UserName') ?? key.arn.split('/').at(-1)!;
  const user = account.users.find(({ UserName }) => UserName === name);
  if (!user) throw userNotFound(name);
  return { user, credentials: account.credentials?.[name] ?? {} };
}

export const credentialOperations: Readonly<Record<string, Operation>> = {
  ListAccessKeys: (asked, input) => {
    const { user, credentials } = userOf(asked, input);
    const { items, paging } = page(asked, input, credentials.accessKeys ?? [], user.UserName);
    const listed = items.map(({ AccessKeyId, Status, CreateDate }) => ({
      UserName: user.UserName,
      AccessKeyId,
      Status,
      CreateDate,
    }));
    return { AccessKeyMetadata: listed, ...paging };
  },
  GetAccessKeyLastUsed: ({ account }, input) => {
    const id = required(input, 'AccessKeyId');
    const holders = Object.entries(account.credentials ?? {});
    for (const [UserName, { accessKeys = [] }] of holders) {
      const key = accessKeys.find(({ AccessKeyId }) => AccessKeyId === id);
      if (!key) continue;
      const used = key.lastUsed;
      const never = { ServiceName: 'N/A', Region: 'N/A' };
      const last = used && { LastUsedDate: used.date, ServiceName: used.service, Region: used.region };
      return { UserName, AccessKeyLastUsed: last ?? never };
    }
    throw noSuchEntity(`The Access Key with id ${id} cannot be found`);
  },
  ListMFADevices: (asked, input) => {
    const { user, credentials } = userOf(asked, input);
    const { items, paging } = page(asked, input, credentials.mfaDevices ?? [], user.UserName);
    const listed = items.map(({ SerialNumber, EnableDate }) => ({
      UserName: user.UserName,
      SerialNumber,
      EnableDate,
    }));
    return { MFADevices: listed, ...paging };
  },
  GetLoginProfile: (asked, input) => {
    const { user, credentials } = userOf(asked, input);
    if (!credentials.loginProfile)
      throw noSuchEntity(`Login Profile for User ${user.UserName} cannot be found.`);
    return { LoginProfile: { UserName: user.UserName, ...credentials.loginProfile } };
  },
  GetAccountSummary: ({ account }) => {
    const devices = Object.values(account.credentials ?? {}).flatMap(
      ({ mfaDevices = [] }) => mfaDevices,
    ).length;
    const summary: Readonly<Record<string, number>> = {
      Users: account.users.length,
      UsersQuota: 5000,
      Groups: account.groups.length,
      GroupsQuota: 300,
      Roles: account.roles.length,
      RolesQuota: 1000,
      Policies: account.policies.filter(({ Arn }) => !Arn.startsWith('arn:aws:iam::aws:')).length,
      PoliciesQuota: 1500,
      InstanceProfiles: account.instanceProfiles?.length ?? 0,
      InstanceProfilesQuota: 1000,
      Providers: account.samlProviders.length + (account.openIdProviders?.length ?? 0),
      MFADevices: devices,
      MFADevicesInUse: devices,
      AccessKeysPerUserQuota: 2,
      VersionsPerPolicyQuota: 5,
      AccountAccessKeysPresent: account.root?.accessKeys ?? 0,
      AccountMFAEnabled: (account.root?.mfa ?? true) ? 1 : 0,
      AccountPasswordPresent: 1,
      AccountSigningCertificatesPresent: 0,
    };
    return { SummaryMap: new Map(Object.entries(summary)) };
  },
  GetAccountPasswordPolicy: ({ account }) => {
    if (!account.passwordPolicy)
      throw noSuchEntity(`The Password Policy with domain name ${account.id} cannot be found.`);
    return { PasswordPolicy: account.passwordPolicy };
  },
  /** As AWS does it: begun by the first call, told of by the next, there by the third. */
  GenerateCredentialReport: ({ account, reports }) => {
    const asked = (reports.get(account.id) ?? 0) + 1;
    reports.set(account.id, asked);
    if (asked > 2) return { State: 'COMPLETE' };
    return asked === 2
      ? { State: 'INPROGRESS' }
      : { State: 'STARTED', Description: 'No report exists. Starting a new report generation task' };
  },
  GetCredentialReport: ({ account, reports, now }) => {
    const asked = reports.get(account.id) ?? 0;
    if (asked === 0)
      throw new ServiceError('ReportNotPresent', 410, 'No report is present. Call GenerateCredentialReport.');
    if (asked < 3) throw new ServiceError('ReportInProgress', 404, 'Report generation is in progress.');
    return {
      Content: Buffer.from(credentialReport(account)).toString('base64'),
      ReportFormat: 'text/csv',
      GeneratedTime: now.toISOString().replace(/\.\d{3}/, ''),
    };
  },
};
