/** IAM Identity Center: its instances, its permission sets, and who has which of them where. */
import type { z } from 'zod';
import type {
  AssignmentRow,
  PermissionSetFacts,
  PermissionSetRow,
  StoreGroupRow,
  StoreUserRow,
  identityCenterProcedures,
} from '#contract/estate/identityCenter.ts';
import { Fault } from '#contract/faults.ts';
import type { IdentityCenter, PermissionSet } from '#domain/estate/identityCenter.ts';
import { identitySourceOf } from '#domain/estate/identitySource.ts';
import {
  by,
  factsOf,
  first,
  fitting,
  hasText,
  isOneOf,
  jsonText,
  mapReading,
  pageOf,
  stateOf,
  tagList,
} from './lists.ts';
import { viewAt } from './views.ts';
import type { EstateView, EstateViews } from './views.ts';

type Procedures = typeof identityCenterProcedures;
type Input<P extends keyof Procedures> = z.infer<Procedures[P]['input']>;
type Output<P extends keyof Procedures> = z.infer<Procedures[P]['output']>;

export function identityCenters({ all }: EstateViews): Output<'identityCenters'> {
  const rows = all.flatMap(({ snapshotId, facts: { identityCenter } }) => {
    if (identityCenter.state !== 'read') return [];
    const center = identityCenter.value;
    const { source, is, evidence } = identitySourceOf(center);
    return [
      {
        snapshotId,
        instanceArn: center.instanceArn,
        name: center.name ?? null,
        identityStoreId: center.identityStoreId,
        region: center.region,
        ownerAccountId: center.ownerAccountId ?? null,
        status: center.status ?? null,
        source,
        sourceIs: is,
        sourceEvidence: evidence,
        directoryId: center.directoryId,
        // Its own directory has no provider before it; of the others nobody but the provider knows the filter.
        providerFilter:
          source === 'own' && is === 'told'
            ? ({ state: 'notApplicable' } as const)
            : ({ state: 'notReadable', code: 'noPublicApi' } as const),
        accessControlAttributes: mapReading(
          center.accessControlAttributes ?? { state: 'notReadable' as const, code: 'notAsked' },
          (attributes) => first(attributes).map(({ key, source: from }) => ({ key, source: first(from) })),
        ),
        notRead: first(center.notRead ?? []).map((part) => ({ ...part })),
        counts: {
          permissionSets: center.permissionSets.length,
          assignments: center.assignments.length,
          users: center.users.length,
          groups: center.groups.length,
          memberships: center.memberships.length,
        },
      },
    ];
  });
  return { ...stateOf(all, (facts) => facts.identityCenter), rows };
}

/** Counts over one center, made once: half a thousand assignments over thousands of people. */
interface Center {
  readonly view: EstateView;
  readonly center: IdentityCenter;
  readonly setNames: ReadonlyMap<string, string>;
  readonly principalNames: ReadonlyMap<string, string>;
  readonly membersOf: ReadonlyMap<string, readonly string[]>;
  readonly groupsOf: ReadonlyMap<string, readonly string[]>;
  /** By permission set, and by principal. */
  readonly assignmentsOf: ReadonlyMap<string, number>;
}
const made = new WeakMap<IdentityCenter, Center>();

/** Throws `snapshot.notFound`, `object.notFound`. */
function centerAt(views: EstateViews, snapshotId: number, instanceArn: string): Center {
  const view = viewAt(views, snapshotId);
  const { identityCenter } = view.facts;
  if (identityCenter.state !== 'read' || identityCenter.value.instanceArn !== instanceArn)
    throw new Fault('object.notFound', { name: instanceArn });
  const center = identityCenter.value;
  const before = made.get(center);
  if (before) return before;
  const assignmentsOf = new Map<string, number>();
  for (const { permissionSetArn, principalId } of center.assignments)
    for (const key of [permissionSetArn, principalId])
      assignmentsOf.set(key, (assignmentsOf.get(key) ?? 0) + 1);
  const pairs = (key: 'groupId' | 'userId', value: 'groupId' | 'userId') => {
    const found = new Map<string, string[]>();
    for (const one of center.memberships) {
      const list = found.get(one[key]);
      if (list) list.push(one[value]);
      else found.set(one[key], [one[value]]);
    }
    return found;
  };
  const value: Center = {
    view,
    center,
    setNames: new Map(center.permissionSets.map(({ arn, name }) => [arn, name])),
    principalNames: new Map([
      ...center.users.map(({ userId, userName }): [string, string] => [userId, userName]),
      ...center.groups.map(({ groupId, displayName }): [string, string] => [groupId, displayName]),
    ]),
    membersOf: pairs('groupId', 'userId'),
    groupsOf: pairs('userId', 'groupId'),
    assignmentsOf,
  };
  made.set(center, value);
  return value;
}

const listed = { state: 'read', gaps: [] } as const;
const header = () => ({ ...listed, gaps: [...listed.gaps] });

function setRow({ view, center, assignmentsOf }: Center, set: PermissionSet): PermissionSetRow {
  return {
    snapshotId: view.snapshotId,
    instanceArn: center.instanceArn,
    arn: set.arn,
    name: set.name,
    description: set.description ?? null,
    sessionDuration: set.sessionDuration,
    managedPolicies: set.managedPolicies.length,
    customerPolicies: set.customerPolicies.length,
    hasInlinePolicy: set.inlinePolicy !== null,
    hasBoundary: set.boundary !== null || (set.customerBoundary ?? null) !== null,
    provisionedIn: set.provisionedIn?.length ?? null,
    outdatedIn: set.outdatedIn.length,
    assignments: assignmentsOf.get(set.arn) ?? 0,
  };
}

export function permissionSets(views: EstateViews, input: Input<'permissionSets'>): Output<'permissionSets'> {
  const at = centerAt(views, input.snapshotId, input.instanceArn);
  const rows = at.center.permissionSets
    .map((set) => setRow(at, set))
    .toSorted(
      by(
        ({ name }) => name.toLowerCase(),
        ({ arn }) => arn,
      ),
    );
  const text = hasText(input.text, ({ name, description, arn }: PermissionSetRow) => [
    name,
    description,
    arn,
  ]);
  return { ...header(), ...pageOf(fitting(rows, { text }), input.page) };
}

/** Throws `snapshot.notFound`, `object.notFound`. */
export function permissionSet(views: EstateViews, input: Input<'permissionSet'>): PermissionSetFacts {
  const at = centerAt(views, input.snapshotId, input.instanceArn);
  const set = at.center.permissionSets.find(({ arn }) => arn === input.arn);
  if (!set) throw new Fault('object.notFound', { name: input.arn });
  const provisioned = set.provisionedIn ?? (set.outdatedIn.length > 0 ? set.outdatedIn : null);
  const boundary = set.customerBoundary ?? (set.boundary === null ? null : { arn: set.boundary });
  return {
    row: setRow(at, set),
    readAt: at.view.readAt,
    notRead: first(set.notRead ?? []),
    relayState: set.relayState ?? null,
    createDate: set.createDate ?? null,
    tags: set.tags ? tagList(set.tags) : null,
    managedPolicies: set.managedPolicies.map((policy) => ({ ...policy })),
    customerPolicies: set.customerPolicies.map(({ name, path }) => ({
      name,
      path,
      missingIn: first(missingIn(views, name, path, set.provisionedIn ?? [])),
    })),
    inlinePolicy: set.inlinePolicy === null ? null : jsonText(set.inlinePolicy),
    boundary: boundary && { ...boundary },
    provisionedIn:
      provisioned &&
      first(provisioned).map((account) => ({
        account,
        accountName: views.names.get(account) ?? null,
        outdated: set.outdatedIn.includes(account),
      })),
  };
}

/** A customer's policy must stand under the same name and path in each account; told of accounts whose policies were read. */
function missingIn(views: EstateViews, name: string, path: string, accounts: readonly string[]): string[] {
  const own = factsOf(views.all, 'policies').flatMap(({ fact }) => (fact.account === null ? [] : [fact]));
  const read = new Set(
    views.all.flatMap(({ facts: { policies, reach } }) =>
      policies.state === 'read' ? reach.accounts.flatMap(({ id, code }) => (code === null ? [id] : [])) : [],
    ),
  );
  return accounts.filter(
    (account) =>
      read.has(account) &&
      !own.some((one) => one.account === account && one.arn.endsWith(`:policy${path}${name}`)),
  );
}

/** Throws `snapshot.notFound`, `object.notFound`. */
export function assignments(views: EstateViews, input: Input<'assignments'>): Output<'assignments'> {
  const at = centerAt(views, input.snapshotId, input.instanceArn);
  const outdated = new Set(
    at.center.permissionSets.flatMap(({ arn, outdatedIn }) => outdatedIn.map((id) => `${id} ${arn}`)),
  );
  const rows = at.center.assignments
    .map((one): AssignmentRow => {
      const { account, permissionSetArn, principalType, principalId } = one;
      return {
        snapshotId: input.snapshotId,
        account,
        accountName: views.names.get(account) ?? null,
        permissionSetArn,
        permissionSetName: at.setNames.get(permissionSetArn) ?? permissionSetArn,
        principalType,
        principalId,
        principalName: at.principalNames.get(principalId) ?? null,
        // Of a group that is gone, nobody knows whom it had.
        members:
          principalType === 'GROUP' && at.principalNames.has(principalId)
            ? (at.membersOf.get(principalId)?.length ?? 0)
            : null,
        outdated: outdated.has(`${account} ${permissionSetArn}`),
      };
    })
    .toSorted(
      by(
        ({ account }) => account,
        ({ permissionSetName }) => permissionSetName.toLowerCase(),
        ({ principalName, principalId }) => principalName ?? principalId,
      ),
    );
  const tests = {
    text: hasText(input.text, (row: AssignmentRow) => [
      row.account,
      row.accountName,
      row.permissionSetName,
      row.principalName,
      row.principalId,
    ]),
    accounts: isOneOf(input.accounts, ({ account }: AssignmentRow) => [account]),
    set:
      input.permissionSetArn === undefined
        ? null
        : (row: AssignmentRow) => row.permissionSetArn === input.permissionSetArn,
    principal:
      input.principalId === undefined ? null : (row: AssignmentRow) => row.principalId === input.principalId,
  };
  return { ...header(), ...pageOf(fitting(rows, tests), input.page) };
}

/** Throws `snapshot.notFound`, `object.notFound`. */
export function storeUsers(views: EstateViews, input: Input<'storeUsers'>): Output<'storeUsers'> {
  const at = centerAt(views, input.snapshotId, input.instanceArn);
  const members = input.groupId === undefined ? null : new Set(at.membersOf.get(input.groupId));
  const rows = at.center.users
    .filter(({ userId }) => members === null || members.has(userId))
    .map((user): StoreUserRow => ({
      snapshotId: input.snapshotId,
      userId: user.userId,
      userName: user.userName,
      displayName: user.displayName,
      mail: user.mail ?? null,
      status: user.status ?? null,
      externalIds: (user.externalIds ?? []).map((id) => ({ ...id })),
      groups: at.groupsOf.get(user.userId)?.length ?? 0,
      assignments: at.assignmentsOf.get(user.userId) ?? 0,
    }))
    .toSorted(
      by(
        ({ userName }) => userName.toLowerCase(),
        ({ userId }) => userId,
      ),
    );
  const text = hasText(input.text, (row: StoreUserRow) => [
    row.userName,
    row.displayName,
    row.mail,
    row.userId,
  ]);
  return { ...header(), ...pageOf(fitting(rows, { text }), input.page) };
}

/** Throws `snapshot.notFound`, `object.notFound`. */
export function storeGroups(views: EstateViews, input: Input<'storeGroups'>): Output<'storeGroups'> {
  const at = centerAt(views, input.snapshotId, input.instanceArn);
  const holds = input.userId === undefined ? null : new Set(at.groupsOf.get(input.userId));
  const rows = at.center.groups
    .filter(({ groupId }) => holds === null || holds.has(groupId))
    .map(({ groupId, displayName, externalIds }): StoreGroupRow => ({
      snapshotId: input.snapshotId,
      groupId,
      displayName,
      externalIds: externalIds.map((id) => ({ ...id })),
      members: at.membersOf.get(groupId)?.length ?? 0,
      assignments: at.assignmentsOf.get(groupId) ?? 0,
    }))
    .toSorted(
      by(
        ({ displayName }) => displayName.toLowerCase(),
        ({ groupId }) => groupId,
      ),
    );
  const text = hasText(input.text, (row: StoreGroupRow) => [row.displayName, row.groupId]);
  return { ...header(), ...pageOf(fitting(rows, { text }), input.page) };
}
