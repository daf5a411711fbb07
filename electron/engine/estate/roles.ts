/** Roles by what they are for, and everything known of one. */
import type { z } from 'zod';
import type { RoleFacts, RoleRow, roleProcedures } from '#contract/estate/roles.ts';
import { Fault } from '#contract/faults.ts';
import { conditionsAt } from '#domain/estate/conditions.ts';
import type { IamRole } from '#domain/estate/iam.ts';
import { accountOf, roleAdviceOf, roleKindsOf } from '#domain/estate/roleKinds.ts';
import { readTrustPolicy, trustKindsOf } from '#domain/mapping/trustPolicy.ts';
import {
  by,
  commonTests,
  countsOf,
  cut,
  factsOf,
  first,
  fitting,
  isOneOf,
  jsonText,
  mapReading,
  pageOf,
  stateOf,
  tagList,
} from './lists.ts';
import { onceFor, viewAt } from './views.ts';
import type { EstateView, EstateViews } from './views.ts';

type Procedures = typeof roleProcedures;
type Input<P extends keyof Procedures> = z.infer<Procedures[P]['input']>;
type Output<P extends keyof Procedures> = z.infer<Procedures[P]['output']>;

/** Accounts that are the organization's own: of every source, and of every organization read. */
export const knownAccounts = onceFor(({ all }): ReadonlySet<string> => {
  const ids = all.flatMap(({ facts }) => [
    ...facts.accounts.map(({ id }) => id),
    ...(facts.organization.state === 'read' ? facts.organization.value.accounts.map(({ id }) => id) : []),
  ]);
  return new Set(ids);
});

const rowsOf = onceFor((views): readonly RoleRow[] =>
  factsOf(views.all, 'roles')
    .map(({ view, fact }) => roleRow(views, view, fact))
    .toSorted(by(({ arn }) => arn)),
);

function roleRow(views: EstateViews, { snapshotId }: EstateView, role: IamRole): RoleRow {
  const reading = readTrustPolicy(role.trustPolicy);
  const { arn, name, path, account, maxSessionDuration, lastUsed } = role;
  return {
    snapshotId,
    arn,
    name,
    path,
    account,
    accountName: views.names.get(account) ?? null,
    kinds: roleKindsOf(role, reading.entries),
    trustedBy: trustKindsOf(reading),
    maxSessionDuration,
    lastUsed: lastUsed?.date ?? null,
    lastUsedState: lastUsed === null ? 'unknown' : lastUsed.date === null ? 'never' : 'used',
    advice: roleAdviceOf(role, reading.entries, knownAccounts(views)),
  };
}

export function roles(views: EstateViews, input: Input<'roles'>): Output<'roles'> {
  const rows = rowsOf(views);
  const tests = {
    ...commonTests<RoleRow>(input, ({ arn, accountName }) => [arn, accountName]),
    kinds: isOneOf(input.kinds, (row: RoleRow) => row.kinds),
  };
  return {
    ...stateOf(views.all, (facts) => facts.roles),
    ...pageOf(fitting(rows, tests), input.page),
    kinds: countsOf(fitting(rows, tests, 'kinds'), (row) => row.kinds),
    accounts: countsOf(fitting(rows, tests, 'accounts'), ({ account }) => [account]),
  };
}

/** Throws `snapshot.notFound`, `object.notFound`. */
export function role(views: EstateViews, { snapshotId, arn }: Input<'role'>): RoleFacts {
  const view = viewAt(views, snapshotId);
  const fact = factsOf([view], 'roles').find((one) => one.fact.arn === arn)?.fact;
  if (!fact) throw new Fault('object.notFound', { name: arn });
  const { facts } = view;
  const nameOf = (account: string) => views.names.get(account) ?? null;
  const reading = readTrustPolicy(fact.trustPolicy);
  const profiles = mapReading(facts.instanceProfiles, (all) =>
    all.filter(({ roleArns }) => roleArns.includes(arn)),
  );
  return {
    row: rowsOf(views).find((row) => row.snapshotId === snapshotId && row.arn === arn)!,
    readAt: view.readAt,
    roleId: fact.roleId,
    createDate: fact.createDate,
    description: fact.description ?? null,
    lastUsedRegion: fact.lastUsed?.region ?? null,
    trust: first(reading.entries).map(({ kind, principal, path }) => ({
      kind,
      principal,
      accountName: kind === 'account' ? nameOf(accountOf(principal)) : null,
      path,
      conditions: conditionsAt(fact.trustPolicy, path).map((condition) => ({
        ...condition,
        values: first(condition.values),
      })),
    })),
    trustProblems: first(reading.problems),
    trustPolicy: jsonText(fact.trustPolicy),
    attached: fact.attachedPolicies.map(({ arn: policyArn, name }) => ({
      arn: policyArn,
      name,
      awsManaged: accountOf(policyArn) === 'aws',
    })),
    inline: fact.inlinePolicies.map(({ name, document }) => ({ name, document: jsonText(document) })),
    boundary: fact.permissionsBoundary,
    tags: tagList(fact.tags),
    instanceProfiles: mapReading(profiles, (all) =>
      all.map(({ arn: profileArn, name }) => ({ arn: profileArn, name })),
    ),
    instances: instancesOf(view, profiles, nameOf),
  };
}

function instancesOf(
  { facts }: EstateView,
  profiles: ReturnType<typeof mapReading<unknown, readonly { readonly arn: string }[]>>,
  nameOf: (account: string) => string | null,
): RoleFacts['instances'] {
  // Without the profiles nobody knows which instances run with the role.
  if (profiles.state !== 'read') return profiles;
  const arns = new Set(profiles.value.map(({ arn }) => arn));
  return mapReading(facts.instances, (all) =>
    cut(
      all.filter(({ instanceProfileArn }) => instanceProfileArn !== null && arns.has(instanceProfileArn)),
      ({ instanceId, name, account, region, state }) => ({
        instanceId,
        name,
        account,
        accountName: nameOf(account),
        region,
        state,
      }),
    ),
  );
}
