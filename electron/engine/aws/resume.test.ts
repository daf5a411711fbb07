import { expect, it } from 'vitest';
import { unread } from '#domain/estate/facts.ts';
import type { AwsAccount, EstateFacts } from '#domain/estate/facts.ts';
import type { Workspace } from '#workspace/api.ts';
import { newestReading } from './resume.ts';

const input = { profile: null, regions: ['a', 'b'], accounts: null, resume: true, credentialReport: false };
const denied = { state: 'notReadable', code: 'aws.accessDenied' } as const;
const account = (id: string, more: Partial<AwsAccount> = {}): AwsAccount => ({
  id,
  name: null,
  alias: null,
  ...more,
});

/** A workspace whose newest AWS snapshot says that these accounts were read, or why not. */
function workspaceWith(accounts: readonly AwsAccount[], codes: readonly (string | null)[]): Workspace {
  const facts: EstateFacts = {
    ...unread('notAsked'),
    partition: 'aws',
    accounts,
    reach: {
      regions: ['b', 'a'],
      accounts: accounts.map(({ id }, at) => ({ id, code: codes[at]! })),
      allAccounts: false,
    },
  };
  const missing = [
    { where: '1/iam:ListRoles', code: 'aws.accessDenied' },
    { where: '2', code: 'sts.accessDenied' },
  ];
  const snapshots = [{ id: 7, readAt: '2026-11-20T10:00:00Z', complete: true, missing }];
  return {
    sources: () => Promise.resolve([{ id: 1, kind: 'aws', name: '111122223333', snapshots }]),
    estates: () => Promise.resolve([{ snapshotId: 7, sourceId: 1, readAt: '2026-11-20T10:00:00Z', facts }]),
  } as unknown as Workspace;
}
const read = (workspace: Workspace, more: Partial<typeof input> = {}) =>
  newestReading(workspace, '111122223333', { ...input, ...more });

it('goes on from the newest snapshot, with what was missing of the accounts that it read', async () => {
  const found = await read(workspaceWith([account('1'), account('2')], [null, 'sts.accessDenied']));
  expect(found).toMatchObject({
    readAt: '2026-11-20T10:00:00Z',
    missing: [['1/iam:ListRoles', 'aws.accessDenied']],
  });
});

it.each([
  ['other Regions', [account('1')], [null], { regions: ['a'] }],
  ['no account read', [account('1')], ['aws.accessDenied'], {}],
  ['a report asked for that was not', [account('1')], [null], { credentialReport: true }],
])('begins anew for %s', async (_, accounts, codes, more) => {
  expect(await read(workspaceWith(accounts, codes), more)).toBeNull();
});

it('goes on where reports were asked for, had or not, and where accounts without one were not read', async () => {
  const accounts = [account('1', { credentialReport: denied }), account('2')];
  expect(
    await read(workspaceWith(accounts, [null, 'sts.accessDenied']), { credentialReport: true }),
  ).not.toBeNull();
});
