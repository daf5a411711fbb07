/** Whom or what policies are looked at for: found once, kept compiled as long as the workspace's snapshots stay. */
import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { PlaceDocument, PolicySubject, SubjectFacts, placeProcedures } from '#contract/policy/place.ts';
import { defaultVersion } from '#domain/access/collected.ts';
import { policiesOfDocuments, policiesOfPolicy } from '#domain/access/givenPolicies.ts';
import { policiesOfPermissionSet } from '#domain/access/permissionSetPolicies.ts';
import { policiesOfPrincipal } from '#domain/access/policySets.ts';
import type { Estates } from '#domain/access/collected.ts';
import type { ReachedRole } from '#domain/access/chain.ts';
import type { SubjectPolicies } from '#domain/access/subjectPolicies.ts';
import type { ManagedPolicy } from '#domain/estate/iam.ts';
import { compileSets } from '#domain/policy/evaluate/sets.ts';
import type { PolicySets } from '#domain/policy/evaluate/sets.ts';
import type { Places } from '#domain/policy/textLines.ts';
import type { Sweep } from '#domain/policy/sweep/sweep.ts';
import type { Engine } from '../engine.ts';
import { first, valuesOf } from '../estate/lists.ts';
import { estateViews, viewAt } from '../estate/views.ts';
import type { EstateView, EstateViews } from '../estate/views.ts';

/** A document as it is shown, and where its parts stand. */
export interface PlacedDocument {
  readonly row: PlaceDocument;
  readonly places: Places;
}

export interface KnownSubject {
  readonly subject: PolicySubject;
  readonly policies: SubjectPolicies;
  readonly sets: PolicySets;
  /** What was read, the subject's own snapshot first; null for documents of one's own. */
  readonly estates: Estates | null;
  readonly view: EstateView | null;
  readonly views: EstateViews | null;
  /** Filled when they are first asked for. */
  kept: { documents?: readonly PlacedDocument[]; sweep?: Sweep };
}

/** The last ones asked for, of one state of the workspace; those without a workspace belong to the engine. */
const kept = new WeakMap<object, Map<string, KnownSubject>>();
const most = { estate: 64, pasted: 8 };

/** Throws `snapshot.notFound`, `object.notFound`, `workspace.none`. */
export async function knownSubject(engine: Engine, subject: PolicySubject): Promise<KnownSubject> {
  const views = subject.kind === 'documents' ? null : await estateViews(engine);
  const owner = views ?? engine;
  let known = kept.get(owner);
  if (!known) kept.set(owner, (known = new Map()));
  const id = JSON.stringify(subject);
  const before = known.get(id);
  // Asked for last, dropped last.
  known.delete(id);
  const now = before ?? made(subject, views);
  known.set(id, now);
  if (known.size > (views ? most.estate : most.pasted)) known.delete(known.keys().next().value!);
  return now;
}

function made(subject: PolicySubject, views: EstateViews | null): KnownSubject {
  const view = views && subject.kind !== 'documents' ? viewAt(views, subject.snapshotId) : null;
  const estates = views && view ? estatesFrom(views, view) : null;
  const policies = policiesOf(subject, estates);
  if (!policies) throw new Fault('object.notFound', { name: nameOf(subject) });
  return { subject, policies, sets: compileSets(policies.input), estates, view, views, kept: {} };
}

/** The subject’s own snapshot, then the others, the newest first. */
export const estatesFrom = ({ all }: EstateViews, view: EstateView): Estates => [
  view.facts,
  ...all
    .filter((one) => one !== view)
    .toSorted((a, b) => (a.readAt < b.readAt ? 1 : -1))
    .map(({ facts }) => facts),
];

function nameOf(subject: PolicySubject): string {
  if (subject.kind === 'documents') return '';
  return subject.kind === 'inline' ? `${subject.holderArn} ${subject.name}` : subject.arn;
}

function policiesOf(subject: PolicySubject, estates: Estates | null): SubjectPolicies | null {
  if (subject.kind === 'documents') return policiesOfDocuments(subject.documents, subject.principal ?? null);
  if (!estates) return null;
  const [facts] = estates;
  switch (subject.kind) {
    case 'principal':
      return policiesOfPrincipal(estates, subject.arn);
    case 'permissionSet':
      return policiesOfPermissionSet(estates, subject.instanceArn, subject.arn, subject.account);
    case 'policy': {
      const policy = valuesOf(facts.policies).find(({ arn }) => arn === subject.arn);
      const version = policy && versionOf(policy, subject.versionId);
      if (!policy || !version || version.document === null) return null;
      const { arn, name, account, awsManaged } = policy;
      const kind = awsManaged ? 'awsManaged' : 'customerManaged';
      return policiesOfPolicy(name, { kind, arn, versionId: version.versionId }, version.document, account);
    }
    case 'inline': {
      const holders = [...valuesOf(facts.roles), ...valuesOf(facts.users), ...valuesOf(facts.groups)];
      const holder = holders.find(({ arn }) => arn === subject.holderArn);
      const policy = holder?.inlinePolicies.find(({ name }) => name === subject.name);
      if (!holder || !policy) return null;
      const { account } = holder;
      return policiesOfPolicy(
        policy.name,
        { kind: 'inline', arn: null, versionId: null },
        policy.document,
        account,
      );
    }
  }
}

const versionOf = (policy: ManagedPolicy, versionId: string | null) =>
  versionId === null
    ? defaultVersion(policy)
    : policy.versions.find((version) => version.versionId === versionId);

type Asked = z.infer<typeof placeProcedures.subject.input>;

/** Throws `snapshot.notFound`, `object.notFound`. */
export async function subject(engine: Engine, asked: Asked): Promise<SubjectFacts> {
  if (asked.kind === 'directoryUser') return directoryUser(engine, asked);
  const known = await knownSubject(engine, asked);
  const { policies, sets, view, views, estates } = known;
  const { name, arn, principal, context, notes, documents, gaps } = policies;
  const nameOfAccount = (id: string) => views?.names.get(id) ?? null;
  const managed =
    asked.kind === 'policy' ? valuesOf(estates![0].policies).find((one) => one.arn === asked.arn) : undefined;
  return {
    name,
    arn,
    account: principal.account,
    accountName: principal.account === null ? null : nameOfAccount(principal.account),
    readAt: view?.readAt ?? null,
    principal: { ...principal },
    context: first([...context]).map(([key, values]) => ({ key, values: first(values) })),
    notes: [...notes],
    documents: documents.length,
    problems: sets.problems.length,
    gaps: first(gaps),
    versions: first(managed?.versions ?? [])
      .map(({ versionId, isDefault, document }) => ({ versionId, isDefault, read: document !== null }))
      .toSorted((a, b) => numberOf(b.versionId) - numberOf(a.versionId)),
    accounts:
      asked.kind === 'permissionSet'
        ? first(accountsOf(estates![0], asked)).map((account) => ({
            account,
            accountName: nameOfAccount(account),
          }))
        : [],
    reached: [],
  };
}

/** `v12` → 12: numbers are never used again, so the highest is the newest. */
const numberOf = (versionId: string): number => Number(versionId.replace(/^v/, '')) || 0;

function accountsOf(
  { identityCenter }: Estates[0],
  { arn }: Extract<PolicySubject, { kind: 'permissionSet' }>,
): string[] {
  if (identityCenter.state !== 'read') return [];
  const { assignments, permissionSets } = identityCenter.value;
  const assigned = assignments.flatMap((one) => (one.permissionSetArn === arn ? one.account : []));
  const provisioned = permissionSets.find((one) => one.arn === arn)?.provisionedIn ?? [];
  return [...new Set([...assigned, ...provisioned])].toSorted();
}

/** A user of a directory: the roles that they reach, each a subject where its policies were read. */
async function directoryUser(
  engine: Engine,
  { snapshotId, objectId }: Extract<Asked, { kind: 'directoryUser' }>,
): Promise<SubjectFacts> {
  const views = await estateViews(engine);
  const access = await engine.workspace.current.access(snapshotId, objectId);
  const { object } = access.user;
  const told = (state: 'reached' | 'broken') => (role: ReachedRole) => ({
    subject: subjectOfRole(views, role),
    roleArn: role.grant.roleArn,
    roleName: role.grant.roleName,
    account: role.grant.account,
    accountName: role.grant.accountName,
    mechanism: role.grant.mechanism,
    state,
  });
  // Several groups may lead to one role.
  const reached = new Map(
    [...access.broken.map(told('broken')), ...access.reached.map(told('reached'))].map((one) => [
      `${one.mechanism} ${one.account} ${one.roleArn ?? one.roleName}`,
      one,
    ]),
  );
  return {
    name: object.displayName ?? object.name,
    arn: null,
    account: null,
    accountName: null,
    readAt: access.readAt[0]?.readAt ?? null,
    principal: null,
    context: [],
    notes: [],
    documents: 0,
    problems: 0,
    gaps: [],
    versions: [],
    accounts: [],
    reached: first([...reached.values()].toSorted((a, b) => (a.state < b.state ? 1 : -1))),
  };
}

function subjectOfRole({ all }: EstateViews, { grant }: ReachedRole): PolicySubject | null {
  const newest = all.toSorted((a, b) => (a.readAt < b.readAt ? 1 : -1));
  const { mechanism, roleArn, account, through } = grant;
  if (mechanism === 'identity-center') {
    for (const { snapshotId, facts } of newest) {
      if (facts.identityCenter.state !== 'read') continue;
      const { instanceArn, permissionSets } = facts.identityCenter.value;
      const set = permissionSets.find(({ arn }) => arn === through);
      if (set) return { kind: 'permissionSet', snapshotId, instanceArn, arn: set.arn, account };
    }
  }
  const view = newest.find(({ facts }) => valuesOf(facts.roles).some(({ arn }) => arn === roleArn));
  return view && roleArn !== null ? { kind: 'principal', snapshotId: view.snapshotId, arn: roleArn } : null;
}
