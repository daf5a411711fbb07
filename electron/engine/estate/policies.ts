/** Policies by kind, who has them, and what changed between two versions. */
import type { z } from 'zod';
import type { PolicyFacts, PolicyRow, policyProcedures } from '#contract/estate/policies.ts';
import { Fault } from '#contract/faults.ts';
import type { IamGroup, IamRole, IamUser, ManagedPolicy } from '#domain/estate/iam.ts';
import { differenceOfLines, withoutTheSame } from '#domain/estate/lineDifference.ts';
import { differenceOfPolicies } from '#domain/estate/policyDifference.ts';
import {
  by,
  commonTests,
  countsOf,
  factsOf,
  first,
  fitting,
  isOneOf,
  jsonText,
  pageOf,
  stateOf,
} from './lists.ts';
import { onceFor, viewAt } from './views.ts';
import type { EstateView, EstateViews } from './views.ts';

type Procedures = typeof policyProcedures;
type Input<P extends keyof Procedures> = z.infer<Procedures[P]['input']>;
type Output<P extends keyof Procedures> = z.infer<Procedures[P]['output']>;

type Holder = PolicyFacts['holders'][number];
interface Held extends Holder {
  /** Of a managed policy; null for an inline one. */
  readonly policyArn: string | null;
  readonly name: string;
  readonly policyName: string;
  readonly account: string;
  readonly document: unknown;
}

/** Every attachment, inline policy and boundary of one view. */
function heldIn(view: EstateView): Held[] {
  const of = (type: Holder['type'], one: IamUser | IamGroup | IamRole): Held[] => {
    const holder = { type, arn: one.arn, name: one.name, account: one.account };
    const boundary = 'permissionsBoundary' in one ? one.permissionsBoundary : null;
    const managed = (as: Holder['as'], arn: string, policyName: string): Held => ({
      ...holder,
      as,
      policyArn: arn,
      policyName,
      document: null,
    });
    return [
      ...one.attachedPolicies.map(({ arn, name }) => managed('attached', arn, name)),
      ...(boundary === null ? [] : [managed('boundary', boundary, '')]),
      ...one.inlinePolicies.map(({ name, document }) => ({
        ...holder,
        as: 'inline' as const,
        policyArn: null,
        policyName: name,
        document,
      })),
    ];
  };
  return [
    ...factsOf([view], 'users').flatMap(({ fact }) => of('user', fact)),
    ...factsOf([view], 'groups').flatMap(({ fact }) => of('group', fact)),
    ...factsOf([view], 'roles').flatMap(({ fact }) => of('role', fact)),
  ];
}

interface Entry {
  readonly row: PolicyRow;
  readonly policy: ManagedPolicy | null;
  readonly document: unknown;
  readonly holders: readonly Held[];
}

const entriesOf = onceFor((views): readonly Entry[] =>
  views.all
    .flatMap((view) => entriesIn(views, view))
    .toSorted(
      by(
        ({ row }) => row.kind,
        ({ row }) => row.name.toLowerCase(),
        ({ row }) => row.arn ?? row.holder?.arn ?? '',
      ),
    ),
);

function entriesIn(views: EstateViews, view: EstateView): Entry[] {
  const held = heldIn(view);
  const byPolicy = Map.groupBy(
    held.filter(({ policyArn }) => policyArn !== null),
    ({ policyArn }) => policyArn!,
  );
  const nameOf = (account: string | null) => (account === null ? null : (views.names.get(account) ?? null));
  const managed = factsOf([view], 'policies').map(({ fact }): Entry => {
    const holders = byPolicy.get(fact.arn) ?? [];
    const { arn, name, account, awsManaged, defaultVersionId, versions } = fact;
    return {
      policy: fact,
      document: null,
      holders,
      row: {
        snapshotId: view.snapshotId,
        kind: awsManaged ? 'aws-managed' : 'customer-managed',
        arn,
        name,
        account,
        accountName: nameOf(account),
        holder: null,
        attachedTo: holders.filter(({ as }) => as === 'attached').length,
        versions: versions.length,
        defaultVersionId,
        createDate: fact.createDate ?? null,
        boundaryOf: holders.filter(({ as }) => as === 'boundary').length,
      },
    };
  });
  const inline = held
    .filter(({ as }) => as === 'inline')
    .map((one): Entry => {
      const { type, arn, name, account, policyName, document } = one;
      return {
        policy: null,
        document,
        holders: [one],
        row: {
          snapshotId: view.snapshotId,
          kind: 'inline',
          arn: null,
          name: policyName,
          account,
          accountName: nameOf(account),
          holder: { type, arn, name },
          attachedTo: 1,
          versions: null,
          defaultVersionId: null,
          createDate: null,
          boundaryOf: 0,
        },
      };
    });
  return [...managed, ...inline];
}

export function policies(views: EstateViews, input: Input<'policies'>): Output<'policies'> {
  const rows = entriesOf(views).map(({ row }) => row);
  const tests = {
    ...commonTests<PolicyRow>(input, ({ arn, name, holder, accountName }) => [
      arn,
      name,
      holder?.arn ?? null,
      accountName,
    ]),
    kinds: isOneOf(input.kinds, ({ kind }: PolicyRow) => [kind]),
  };
  return {
    ...stateOf(views.all, (facts) => facts.policies),
    ...pageOf(fitting(rows, tests), input.page),
    kinds: countsOf(fitting(rows, tests, 'kinds'), ({ kind }) => [kind]),
    accounts: countsOf(fitting(rows, tests, 'accounts'), ({ account }) => [account]),
  };
}

/** Throws `snapshot.notFound`, `object.notFound`. */
export function policy(views: EstateViews, input: Input<'policy'>): PolicyFacts {
  const view = viewAt(views, input.snapshotId);
  const entry = entriesOf(views).find(
    ({ row }) =>
      row.snapshotId === input.snapshotId &&
      ('arn' in input
        ? row.arn === input.arn
        : row.holder?.arn === input.holderArn && row.name === input.name),
  );
  if (!entry) throw new Fault('object.notFound', { name: 'arn' in input ? input.arn : input.name });
  return {
    row: entry.row,
    readAt: view.readAt,
    path: entry.policy?.path ?? null,
    versions: entry.policy
      ? first(entry.policy.versions)
          .toSorted((a, b) => numberOf(b.versionId) - numberOf(a.versionId))
          .map(({ versionId, isDefault, createDate, document }) => ({
            versionId,
            isDefault,
            createDate,
            document: document === null ? null : jsonText(document),
          }))
      : [{ versionId: '', isDefault: true, createDate: null, document: jsonText(entry.document) }],
    holders: first(entry.holders).map(({ type, arn, name, as }) => ({ type, arn, name, as })),
  };
}

/** `v12` → 12: numbers are never used again, so the highest is the newest. */
const numberOf = (versionId: string): number => Number(versionId.replace(/^v/, '')) || 0;

/** Throws `snapshot.notFound`, `object.notFound` (the policy, a version, or a document that was not read). */
export function policyDifference(
  views: EstateViews,
  { snapshotId, arn, from, to }: Input<'policyDifference'>,
): Output<'policyDifference'> {
  const found = factsOf([viewAt(views, snapshotId)], 'policies').find(({ fact }) => fact.arn === arn)?.fact;
  const documentOf = (versionId: string): unknown => {
    const document = found?.versions.find((version) => version.versionId === versionId)?.document ?? null;
    if (document === null) throw new Fault('object.notFound', { name: `${arn} ${versionId}` });
    return document;
  };
  const [before, after] = [documentOf(from), documentOf(to)];
  const statements = differenceOfPolicies(before, after);
  const lines = withoutTheSame(differenceOfLines(jsonText(before), jsonText(after)));
  return {
    same: statements.length === 0,
    statements: first(statements).map((one) => ({
      ...one,
      elements: one.elements.map(({ element, removed, added }) => ({
        element,
        removed: first(removed),
        added: first(added),
      })),
    })),
    totalLines: lines.length,
    lines: first(lines),
  };
}
