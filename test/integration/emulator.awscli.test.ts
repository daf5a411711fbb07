/**
 * The emulator as others see it: botocore signs, asks, pages and parses, its service models judge every answer; the AWS
 * command line reads with a parser of its own. Both are Debian's, of 2022: what they do not know yet is named here.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { keyOf } from '#test/emulator/environment.ts';
import { everyRead } from '#test/emulator/everyRead.ts';
import type { Call } from '#test/emulator/everyRead.ts';
import { sendAll } from '#test/emulator/otherClients.ts';
import type { Answer, Report } from '#test/emulator/otherClients.ts';
import { startEmulator } from '#test/emulator/server.ts';
import type { Emulator, EmulatorOptions } from '#test/emulator/server.ts';
import { services } from '#test/emulator/services/index.ts';

/** Operations that botocore 1.29 and the command line 2.9 lack. */
const lacking = [
  'ds-data:DescribeGroup',
  'ds-data:DescribeUser',
  'ds-data:ListGroupMembers',
  'ds-data:ListGroups',
  'ds-data:ListGroupsForMember',
  'ds-data:ListUsers',
  'ds-data:SearchGroups',
  'ds-data:SearchUsers',
  'ds:DescribeADAssessment',
  'ds:DescribeCAEnrollmentPolicy',
  'ds:DescribeDirectoryDataAccess',
  'ds:DescribeHybridADUpdate',
  'ds:ListADAssessments',
  'sso-admin:DescribeInstance',
];

/** What AWS has added to the models since 1.29, and one value that EC2 has always written otherwise than its model says. */
const since = [
  "ds:DescribeDirectories: value 'Hybrid' in DirectoryEdition",
  'ds:DescribeDirectories: unknown member HybridSettings in DirectoryDescription',
  'ds:DescribeDirectories: unknown member NetworkType in DirectoryDescription',
  'ds:DescribeDirectories: unknown member NetworkType in OwnerDirectoryDescription',
  'ds:DescribeSettings: unknown member DataType in SettingEntry',
  "ec2:DescribeInstances: value 'windows' in PlatformValues",
  'iam:GetAccessKeyLastUsed: required member LastUsedDate is missing in AccessKeyLastUsed',
  "iam:GetAccountSummary: value 'AccountPasswordPresent' in summaryKeyType",
  "iam:GetAccountSummary: value 'InstanceProfiles' in summaryKeyType",
  "iam:GetAccountSummary: value 'InstanceProfilesQuota' in summaryKeyType",
  "iam:GetAccountSummary: value 'Providers' in summaryKeyType",
  "iam:GetAccountSummary: value 'Roles' in summaryKeyType",
  "iam:GetAccountSummary: value 'RolesQuota' in summaryKeyType",
  'identitystore:ListUsers: unknown member UserStatus in User',
  "organizations:DescribeOrganization: value 'RESOURCE_CONTROL_POLICY' in PolicyType",
  "organizations:ListPolicies: value 'RESOURCE_CONTROL_POLICY' in PolicyType",
  "organizations:ListRoots: value 'RESOURCE_CONTROL_POLICY' in PolicyType",
  'sso-admin:ListInstances: unknown member CreatedDate in InstanceMetadata',
  'sso-admin:ListInstances: unknown member Name in InstanceMetadata',
  'sso-admin:ListInstances: unknown member OwnerAccountId in InstanceMetadata',
  'sso-admin:ListInstances: unknown member Status in InstanceMetadata',
];

let emulator: Emulator;
afterEach(() => emulator.close());
const start = async (options: EmulatorOptions): Promise<string> => {
  emulator = await startEmulator(options);
  return emulator.url;
};

const calls = everyRead.map((call) => ({ ...call, key: keyOf(call.account, 'auditor') }));

/** What came back, in the words of `Call`: a list's length or the code of a refusal. */
const outcome = ({ rows }: Call, answer: Answer): unknown => {
  if (answer?.error !== undefined) return answer.error;
  if (!rows) return 'answered';
  const list = answer?.answer?.[rows[0]];
  return Array.isArray(list) ? [rows[0], list.length] : (list ?? 'nothing');
};
const expected = ({ rows, error }: Call): unknown => error ?? rows ?? 'answered';
const named = (call: Call): string => `${call.service} ${call.operation} ${JSON.stringify(call.input)}`;

/** What the client lacks is what we know of, and every other call came to what it should. */
function agrees(report: Report): void {
  expect(report.lacking).toEqual(lacking);
  const known = everyRead.flatMap((call, at) =>
    lacking.includes(`${call.service}:${call.operation}`) ? [] : [{ call, answer: report.answers[at]! }],
  );
  expect(known.map(({ call, answer }) => [named(call), outcome(call, answer)])).toEqual(
    known.map(({ call }) => [named(call), expected(call)]),
  );
}

const serviceOfCalls: Readonly<Record<string, string>> = { sso: 'sso-admin' };

describe('the calls', () => {
  it('cover every operation that the emulator has', async () => {
    await start({});
    const asked = new Set(everyRead.map(({ service, operation }) => `${service}:${operation}`));
    const answered = services.flatMap(({ name, operations }) =>
      Object.keys(operations).map((operation) => `${serviceOfCalls[name] ?? name}:${operation}`),
    );
    expect([...asked].toSorted()).toEqual(answered.toSorted());
  });
});

describe('botocore', () => {
  it.each<[string, EmulatorOptions]>([
    ['whole lists', {}],
    ['pages of two', { pageSize: 2 }],
    ['pages of one after an empty one, documents not encoded', { pageSize: 1, emptyFirstPage: true, documents: 'plain' }], // prettier-ignore
  ])('finds the answers as its service models say: %s', async (_, options) => {
    const report = await sendAll('botocoreCheck.py', await start(options), calls);
    expect(report.version).toMatch(/^1\.29\./);
    expect([...new Set(report.problems)].toSorted()).toEqual(since.toSorted());
    expect(report.checked).toBe(emulator.requests.length);
    agrees(report);
  });
});

describe('the AWS command line', () => {
  // It does not know that DescribeSettings pages: its five settings fit on one.
  it.each([1000, 5])('reads every operation that it has, in pages of %i', async (pageSize) => {
    const report = await sendAll('awscliCheck.py', await start({ pageSize }), calls);
    expect(report.version).toMatch(/^2\.9\./);
    agrees(report);
  });
});
