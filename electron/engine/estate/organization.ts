/** Organizations: the tree, the policies of its levels, and what they say to one account. */
import type { z } from 'zod';
import type {
  EffectiveChain,
  OrganizationNode,
  OrganizationPolicyRow,
  organizationProcedures,
} from '#contract/estate/organization.ts';
import { Fault } from '#contract/faults.ts';
import { effectiveChain as chainOf } from '#domain/estate/effectiveChain.ts';
import type { Organization } from '#domain/estate/organization.ts';
import {
  by,
  first,
  fitting,
  hasText,
  isOneOf,
  jsonText,
  mapReading,
  pageOf,
  stateOf,
  valuesOf,
} from './lists.ts';
import { reachStates } from './reach.ts';
import { viewAt } from './views.ts';
import type { EstateView, EstateViews } from './views.ts';

type Procedures = typeof organizationProcedures;
type Input<P extends keyof Procedures> = z.infer<Procedures[P]['input']>;
type Output<P extends keyof Procedures> = z.infer<Procedures[P]['output']>;

export function organizations({ all, names }: EstateViews): Output<'organizations'> {
  const rows = all.flatMap(({ snapshotId, readAt, facts: { organization } }) => {
    if (organization.state !== 'read') return [];
    const { id, arn, managementAccountId, featureSet, units, accounts } = organization.value;
    const { servicePolicies, resourcePolicies, delegatedAdministrators } = organization.value;
    return [
      {
        snapshotId,
        readAt,
        id,
        arn,
        managementAccountId,
        featureSet,
        units: units.filter(({ parentId }) => parentId !== null).length,
        accounts: accounts.length,
        servicePolicies: mapReading(servicePolicies, (policies) => policies.length),
        resourcePolicies: mapReading(resourcePolicies, (policies) => policies.length),
        delegatedAdministrators: mapReading(delegatedAdministrators, (list) =>
          first(list).map(({ account, services }) => ({
            account,
            accountName: names.get(account) ?? null,
            services: first(services),
          })),
        ),
      },
    ];
  });
  return { ...stateOf(all, (facts) => facts.organization), rows };
}

/** Throws `snapshot.notFound`, and `object.notFound` where that source has no organization. */
function organizationAt(views: EstateViews, snapshotId: number): { view: EstateView; value: Organization } {
  const view = viewAt(views, snapshotId);
  if (view.facts.organization.state !== 'read') throw new Fault('object.notFound', { name: 'Organization' });
  return { view, value: view.facts.organization.value };
}

export function organizationTree(
  views: EstateViews,
  input: Input<'organizationTree'>,
): Output<'organizationTree'> {
  const { value } = organizationAt(views, input.snapshotId);
  const text = hasText(input.text, ({ name, id }: OrganizationNode) => [name, id]);
  return pageOf(fitting(nodesOf(views, value), { text }), input.page);
}

/** Depth first. Units that stand in a circle, or below nothing, which AWS never gives, are left out with what is in them. */
function nodesOf(views: EstateViews, organization: Organization): OrganizationNode[] {
  const { units, accounts, managementAccountId, servicePolicies, resourcePolicies } = organization;
  const readable = servicePolicies.state === 'read' || resourcePolicies.state === 'read';
  const policies = Map.groupBy(
    [...valuesOf(servicePolicies), ...valuesOf(resourcePolicies)].flatMap((policy) =>
      policy.targets.map((target) => ({ target, policy })),
    ),
    ({ target }) => target,
  );
  const attached = (id: string): OrganizationNode['policies'] =>
    readable
      ? first(policies.get(id) ?? []).map(({ policy }) => ({
          id: policy.id,
          name: policy.name,
          type: policy.type,
        }))
      : null;
  const childUnits = Map.groupBy(units, ({ parentId }) => parentId);
  const childAccounts = Map.groupBy(accounts, ({ parentId }) => parentId);
  const reached = reachStates(views);
  const nodes: OrganizationNode[] = [];
  const visit = (unit: Organization['units'][number], depth: number): number => {
    const place = nodes.length;
    const { id, name, parentId } = unit;
    let count = 0;
    nodes.push({
      kind: parentId === null ? 'root' : 'unit',
      id,
      name,
      parentId,
      depth,
      accounts: null,
      status: null,
      management: false,
      reach: null,
      policies: attached(id),
    });
    for (const child of (childUnits.get(id) ?? []).toSorted(by((one) => one.name.toLowerCase())))
      count += visit(child, depth + 1);
    for (const account of (childAccounts.get(id) ?? []).toSorted(by((one) => one.name ?? one.id))) {
      count++;
      nodes.push({
        kind: 'account',
        id: account.id,
        name: account.name,
        parentId: id,
        depth: depth + 1,
        accounts: null,
        status: account.status,
        management: account.id === managementAccountId,
        reach: reached.get(account.id) ?? 'notAsked',
        policies: attached(account.id),
      });
    }
    nodes[place] = { ...nodes[place]!, accounts: count };
    return count;
  };
  for (const root of childUnits.get(null) ?? []) visit(root, 0);
  return nodes;
}

export function organizationPolicies(
  views: EstateViews,
  input: Input<'organizationPolicies'>,
): Output<'organizationPolicies'> {
  const { view, value } = organizationAt(views, input.snapshotId);
  const { servicePolicies, resourcePolicies, units, accounts } = value;
  const targets = new Map<string, string | null>(
    [...units, ...accounts].map(({ id, name }): [string, string | null] => [id, name]),
  );
  const rows = [...valuesOf(servicePolicies), ...valuesOf(resourcePolicies)]
    .map(
      ({
        id,
        arn,
        name,
        description,
        type,
        awsManaged,
        document,
        targets: attachedTo,
      }): OrganizationPolicyRow => ({
        snapshotId: input.snapshotId,
        id,
        arn,
        name,
        description,
        type,
        awsManaged,
        document: jsonText(document),
        targets: first(attachedTo).map((target) => ({ id: target, name: targets.get(target) ?? null })),
      }),
    )
    .toSorted(
      by(
        ({ type }) => (type === 'SERVICE_CONTROL_POLICY' ? '0' : '1'),
        ({ name }) => name.toLowerCase(),
      ),
    );
  const gaps = [servicePolicies, resourcePolicies].flatMap((reading) =>
    reading.state === 'notReadable'
      ? [{ snapshotId: input.snapshotId, source: view.source, code: reading.code }]
      : [],
  );
  const read = servicePolicies.state === 'read' || resourcePolicies.state === 'read';
  const tests = {
    text: hasText(input.text, ({ name, description, id }: OrganizationPolicyRow) => [name, description, id]),
    types: isOneOf(input.types, ({ type }: OrganizationPolicyRow) => [type]),
  };
  return {
    state: read ? 'read' : gaps.length > 0 ? 'notReadable' : 'notApplicable',
    gaps,
    ...pageOf(fitting(rows, tests), input.page),
  };
}

/** Throws `snapshot.notFound`, `object.notFound`. */
export function effectiveChain(views: EstateViews, input: Input<'effectiveChain'>): EffectiveChain {
  const { snapshotId, account, type } = input;
  const { view, value } = organizationAt(views, snapshotId);
  const chain = chainOf(value, account, type);
  if (!chain) throw new Fault('object.notFound', { name: account });
  return {
    snapshotId,
    readAt: view.readAt,
    type,
    account,
    accountName: views.names.get(account) ?? null,
    notes: [...chain.notes],
    levels: mapReading(chain.levels, (levels) =>
      levels.map(({ kind, id, name, notes, policies }) => ({
        kind,
        id,
        name,
        notes: [...notes],
        policies: first(policies).map(({ policy, allows, denies }) => ({
          id: policy.id,
          name: policy.name,
          awsManaged: policy.awsManaged,
          allows,
          denies,
          document: jsonText(policy.document),
        })),
      })),
    ),
  };
}
