import {
  accountId,
  readAwsInput,
  readDirectoryDataInput,
  regionName,
  roleNameInAccounts,
} from '#contract/awsReading.ts';
import type { AccountsToRead } from '#contract/awsReading.ts';
import { Fault } from '#contract/faults.ts';
import { startReadAws, startReadDirectoryData } from '#engine/work.ts';
import { type Command, type Context, textOption } from '../command.ts';
import { saidSnapshot, saidSource } from '../documents.ts';
import { waitFor } from '../jobs.ts';
import { counted, jobNoteText, missingLine, when } from '../words.ts';
import { snapshotOf, writing } from '../workspaces.ts';

type Values = Parameters<typeof textOption>[0];

export const aws: Command = {
  name: 'aws',
  usage:
    'WS [--profile P] [--regions R,…|all] [--all-accounts|--accounts A,… --role-name N [--resume]] [--credential-report]',
  summary: 'read directories, IAM and SAML providers of AWS accounts into a snapshot',
  help: [
    '--profile P          a profile of the AWS configuration; otherwise the standard credential chain',
    '--regions R,…        Regions to look for directories in (AWS_REGION, or us-east-1);',
    '                     "all" = those that are enabled for the account',
    '--all-accounts       every account of the organization, through a role in each',
    '--accounts A,…       these accounts, through a role in each',
    "--role-name N        the role to take in each account; the caller's own is read as the caller",
    '--credential-report  have AWS make a credential report of each account (at most one in four hours), and',
    '                     read it: dates of passwords and of the root user stand nowhere else',
    '--directory-data D   instead: users, groups and members of the Managed AD D, by the Directory Service',
    '                     Data API, which needs no LDAPS; in its primary Region, the one of --regions',
    '--resume             take over the accounts that the newest snapshot has, read the others',
    '',
    'AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE> are honoured.',
    'What may not be read is named and shown as not readable; the rest is read.',
  ],
  example: 'treeline aws corp.treeline --profile audit --regions all --all-accounts --role-name Audit',
  options: {
    profile: { type: 'string' },
    regions: { type: 'string' },
    'all-accounts': { type: 'boolean' },
    accounts: { type: 'string' },
    'role-name': { type: 'string' },
    resume: { type: 'boolean' },
    'credential-report': { type: 'boolean' },
    'directory-data': { type: 'string' },
  },
  takes: [1, 1],
  async run(context) {
    const { engine, values, out } = context;
    const accounts = accountsOf(values);
    const directoryId = textOption(values, 'directory-data');
    if (directoryId !== null) return readDirectory(context, directoryId, accounts);
    if (values['resume'] === true && accounts === null)
      throw new Fault('usage.invalid', { detail: '--resume is about --all-accounts or --accounts.' });
    const input = readAwsInput.parse({
      profile: textOption(values, 'profile'),
      regions: regionsOf(values),
      accounts,
      resume: values['resume'] === true,
      credentialReport: values['credential-report'] === true,
    });
    const { source, snapshot, note } = await writing(context, async () => {
      const job = await waitFor(context, startReadAws(engine, input));
      return { ...(await snapshotOf(context, job.snapshotId)), note: job.note };
    });
    out.answer<'aws'>({ source: saidSource(source), snapshot: saidSnapshot(snapshot) }, () => [
      `account ${source.name}: read, as of ${when(snapshot.readAt)}`,
      ...(note === null ? [] : [jobNoteText(note)]),
      ...snapshot.missing.map((each) => `not readable: ${missingLine(each)}`),
    ]);
  },
};

async function readDirectory(
  context: Context,
  directoryId: string,
  accounts: AccountsToRead | null,
): Promise<void> {
  const { engine, values, out } = context;
  const regions = regionsOf(values);
  if (values['credential-report'] === true)
    throw new Fault('usage.invalid', {
      detail: '--credential-report is about accounts, not about a directory.',
    });
  if (accounts !== null || regions === 'all' || regions.length !== 1)
    throw new Fault('usage.invalid', {
      detail: '--directory-data reads one directory of one account, in one Region.',
    });
  const input = readDirectoryDataInput.safeParse({
    profile: textOption(values, 'profile'),
    region: regions[0],
    directoryId,
  });
  if (!input.success) throw new Fault('usage.invalid', { detail: `"${directoryId}" is not a directory id.` });
  const { source, snapshot } = await writing(context, async () => {
    const job = await waitFor(context, startReadDirectoryData(engine, input.data));
    return snapshotOf(context, job.snapshotId);
  });
  out.answer<'aws'>({ source: saidSource(source), snapshot: saidSnapshot(snapshot) }, () => [
    `${directoryId} (${source.name}): ${counted(snapshot.objectCount, 'object')} read, as of ${when(snapshot.readAt)}`,
    ...snapshot.missing.map((each) => `not there: ${missingLine(each)}`),
  ]);
}

const listOf = (text: string): string[] => text.split(',').map((each) => each.trim());

function regionsOf(values: Values): string[] | 'all' {
  const named =
    textOption(values, 'regions') ??
    process.env['AWS_REGION'] ??
    process.env['AWS_DEFAULT_REGION'] ??
    'us-east-1';
  if (named === 'all') return 'all';
  const regions = listOf(named);
  const odd = regions.find((region) => !regionName.safeParse(region).success);
  if (odd !== undefined) throw new Fault('usage.invalid', { detail: `"${odd}" is not a Region.` });
  return regions;
}

function accountsOf(values: Values): AccountsToRead | null {
  const named = textOption(values, 'accounts');
  const roleName = textOption(values, 'role-name');
  const all = values['all-accounts'] === true;
  if (!all && named === null && roleName === null) return null;
  if (all && named !== null)
    throw new Fault('usage.invalid', { detail: '--all-accounts and --accounts exclude each other.' });
  if (!all && named === null)
    throw new Fault('usage.invalid', { detail: '--role-name needs --all-accounts or --accounts.' });
  if (roleName === null || !roleNameInAccounts.safeParse(roleName).success)
    throw new Fault('usage.invalid', { detail: '--role-name names the role to take in each account.' });
  if (named === null) return { roleName, accounts: 'all' };
  const accounts = listOf(named);
  const odd = accounts.find((id) => !accountId.safeParse(id).success);
  if (odd !== undefined) throw new Fault('usage.invalid', { detail: `"${odd}" is not an account id.` });
  return { roleName, accounts };
}
