/** Which accounts were read, which failed, and which are known and were not asked. */
import type { z } from 'zod';
import type { organizationProcedures, ReachRow } from '#contract/estate/organization.ts';
import type { AccountPasswordPolicy } from '#domain/estate/iam.ts';
import { by, commonTests, fitting, mapReading, pageOf } from './lists.ts';
import { reportOf, rootArn } from './reports.ts';
import { onceFor } from './views.ts';
import type { EstateView, EstateViews } from './views.ts';

type Listed = (typeof organizationProcedures)['reach'];

const rowsOf = onceFor((views): readonly ReachRow[] =>
  views.all
    .flatMap((view) => idsOf(view).map((id) => rowOf(views, view, id)))
    .toSorted(
      by(
        ({ account }) => account,
        ({ source }) => source,
      ),
    ),
);

/** Accounts that a source asked, has facts of, or knows by its organization. */
function idsOf({ facts }: EstateView): string[] {
  const { accounts, reach, organization } = facts;
  return [
    ...new Set([
      ...reach.accounts.map(({ id }) => id),
      ...accounts.map(({ id }) => id),
      ...(organization.state === 'read' ? organization.value.accounts.map(({ id }) => id) : []),
    ]),
  ];
}

function rowOf(views: EstateViews, view: EstateView, id: string): ReachRow {
  const { facts } = view;
  const account = facts.accounts.find((one) => one.id === id);
  const asked = facts.reach.accounts.find((one) => one.id === id);
  // An export has accounts and no reach: what it holds was read.
  const state = asked ? (asked.code === null ? 'read' : 'failed') : account ? 'read' : 'notAsked';
  return {
    snapshotId: view.snapshotId,
    source: view.source,
    readAt: view.readAt,
    account: id,
    accountName: views.names.get(id) ?? null,
    alias: account?.alias ?? null,
    state,
    code: asked?.code ?? null,
    root: account?.root ? { ...account.root } : null,
    rootReport: reportOf(facts, id, rootArn(facts, id)),
    passwordPolicy:
      state === 'notAsked'
        ? { state: 'notReadable', code: 'notAsked' }
        : mapReading(facts.passwordPolicies, (all) => policyOf(all.find((one) => one.account === id))),
  };
}

const policyOf = (found: AccountPasswordPolicy | undefined) =>
  found
    ? {
        minimumLength: found.minimumLength,
        maxAgeDays: found.maxAgeDays,
        reusePrevention: found.reusePrevention,
        requires: [...found.requires],
        usersMayChange: found.usersMayChange,
      }
    : null;

/** Account → how far the best of its readings came. */
export const reachStates = onceFor((views): ReadonlyMap<string, ReachRow['state']> => {
  const rank = { read: 0, failed: 1, notAsked: 2 } as const;
  const found = new Map<string, ReachRow['state']>();
  for (const { account, state } of rowsOf(views)) {
    const before = found.get(account);
    if (before === undefined || rank[state] < rank[before]) found.set(account, state);
  }
  return found;
});

export function reach(views: EstateViews, input: z.infer<Listed['input']>): z.infer<Listed['output']> {
  const asked = views.all.filter(({ facts }) => facts.reach.accounts.length > 0);
  const tests = commonTests<ReachRow>(input, (row) => [row.account, row.accountName, row.alias, row.code]);
  return {
    state: rowsOf(views).length > 0 ? 'read' : 'notApplicable',
    gaps: [],
    ...pageOf(fitting(rowsOf(views), tests), input.page),
    regions: [...new Set(asked.flatMap(({ facts }) => facts.reach.regions))].toSorted(),
    allAccounts: asked.length > 0 && asked.every(({ facts }) => facts.reach.allAccounts),
  };
}
