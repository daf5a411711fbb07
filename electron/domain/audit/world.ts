/** What checks look at: tables over the snapshots of an audit, each computed when a check first asks for it. */
import { isSecurityGroup } from '../directory/groupType.ts';
import { domainSidOf } from '../directory/sid.ts';
import type { ManagedPolicy, IamRole } from '../estate/iam.ts';
import type { IdentityCenter, PermissionSet } from '../estate/identityCenter.ts';
import { whoFills } from '../control/group.ts';
import type { ControlGrant, Place, Principals } from '../control/place.ts';
import { isExpected } from '../control/trustee.ts';
import { EstateIndex, readOr } from '../mapping/estateIndex.ts';
import type { Known } from '../mapping/estateIndex.ts';
import type { Grant, GrantPrincipal } from '../mapping/grant.ts';
import { computeGrants } from '../mapping/grants.ts';
import type { PrincipalLookup } from '../mapping/input.ts';
import { classicTemplate } from '../mapping/groupName.ts';
import { readTrustPolicy } from '../mapping/trustPolicy.ts';
import type { TrustReading } from '../mapping/trustPolicy.ts';
import { nodeOf, placeOf, sidOfNode, via } from '../membership/graph.ts';
import { accountState } from './input.ts';
import type { AccountColumns, AuditInput, DirectorySource, ObjectFacts } from './input.ts';
import type { Owner, Subject } from './finding.ts';
import { Powers } from './powers.ts';
import type { RolePowers } from './powers.ts';
import { Reaches } from './reach.ts';
import type { Reach } from './reach.ts';
import { readRuleFile } from './rules.ts';
import type { Convention, RuleFile } from './rules.ts';

/** A grant with its principal's node, and the rule that makes it where a rule file says so. */
export interface Mapping {
  readonly grant: Grant;
  /** -1: no directory that was read has the principal. */
  readonly node: number;
  readonly convention: Convention | null;
}

/** A principal and all that is mapped to it. */
export interface MappedPrincipal {
  readonly node: number;
  readonly principal: GrantPrincipal;
  readonly mappings: readonly Mapping[];
}

/** A group that may be filled by whom nobody expects, or why that is not known. */
export interface Editors {
  readonly state: 'read' | 'notRead';
  readonly grants: readonly ControlGrant[];
}

/** For mappings by names alone. */
const nobody: PrincipalLookup = { domains: [], bySid: () => [], byName: () => [] };

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

export class AuditWorld {
  readonly input: AuditInput;
  readonly estates: EstateIndex;
  readonly #readings = new Map<string, TrustReading>();

  constructor(input: AuditInput) {
    this.input = input;
    this.estates = new EstateIndex(input.estates);
  }

  get settings() {
    return this.input.settings;
  }

  readonly accounts: () => AccountColumns = lazy(() => this.input.accounts());
  readonly reaches: () => Reaches = lazy(() => new Reaches(this.input.graph));
  readonly ruleFiles: () => readonly RuleFile[] = lazy(() => this.input.documents.map(readRuleFile));

  /** Every grant by the classic convention and by those of the rule files, by delegation and by assignment. */
  readonly mappings: () => readonly Mapping[] = lazy(() => {
    const conventions = this.ruleFiles().flatMap((file) => file.conventions);
    const classic = conventions.find(({ template }) => template.text === classicTemplate.text) ?? null;
    const { graph } = this.input;
    const mapping = (grant: Grant, convention: Convention | null): Mapping => ({
      grant,
      convention,
      node: grant.principal === null ? -1 : nodeOf(graph, grant.principal),
    });
    const found = computeGrants({
      estates: this.input.estates,
      groups: this.input.groups(),
      principals: this.input.principals,
    }).map((grant) => mapping(grant, grant.mechanism === 'saml' ? classic : null));
    const seen = new Set([`${classicTemplate.text} sAMAccountName`]);
    for (const convention of conventions) {
      const key = `${convention.template.text} ${convention.attribute}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const groups = convention.attribute === 'cn' ? this.input.groupsByCn() : this.input.groups();
      const grants = computeGrants({
        estates: this.input.estates,
        groups,
        principals: nobody,
        template: convention.template,
      });
      for (const grant of grants) if (grant.mechanism === 'saml') found.push(mapping(grant, convention));
    }
    return found;
  });

  /** Those of `mappings` whose principal was read, by principal, in the order of the grants. */
  readonly mapped: () => readonly MappedPrincipal[] = lazy(() => {
    const byNode = new Map<number, { node: number; principal: GrantPrincipal; mappings: Mapping[] }>();
    for (const mapping of this.mappings()) {
      const { principal } = mapping.grant;
      if (principal === null || mapping.node < 0) continue;
      const known = byNode.get(mapping.node);
      if (known) known.mappings.push(mapping);
      else byNode.set(mapping.node, { node: mapping.node, principal, mappings: [mapping] });
    }
    return [...byNode.values()];
  });

  readonly roles: () => readonly Known<IamRole>[] = lazy(() => this.estates.allRoles());

  readonly #roleByArn = lazy(() => new Map(this.roles().map((role) => [role.value.arn, role])));
  role(arn: string | null): Known<IamRole> | undefined {
    return arn === null ? undefined : this.#roleByArn().get(arn);
  }

  readonly policies: () => ReadonlyMap<string, Known<ManagedPolicy>> = lazy(() => {
    const found = new Map<string, Known<ManagedPolicy>>();
    for (const estate of this.estates.estates)
      for (const value of readOr(estate.facts.policies))
        if (!found.has(value.arn)) found.set(value.arn, { value, estate });
    return found;
  });

  readonly #powers = lazy(() => new Powers((arn) => this.policies().get(arn)?.value));
  powersOf(role: IamRole): RolePowers {
    return this.#powers().of(role);
  }

  /** Whether a mapping leads to a role that makes itself any right. */
  isPowerful({ grant }: Mapping): boolean {
    const role = this.role(grant.roleArn);
    return role !== undefined && this.powersOf(role.value).powers.length > 0;
  }

  trustOf(role: IamRole): TrustReading {
    let reading = this.#readings.get(role.arn);
    if (!reading) this.#readings.set(role.arn, (reading = readTrustPolicy(role.trustPolicy)));
    return reading;
  }

  /** Identity Centers, each from the newest snapshot that has it. */
  readonly centers: () => readonly Known<IdentityCenter>[] = lazy(() => {
    const found = new Map<string, Known<IdentityCenter>>();
    for (const estate of this.estates.estates) {
      const reading = estate.facts.identityCenter;
      if (reading.state === 'read' && !found.has(reading.value.instanceArn))
        found.set(reading.value.instanceArn, { value: reading.value, estate });
    }
    return [...found.values()];
  });

  /** Permission sets by ARN, with the instance that has them. */
  readonly permissionSets: () => ReadonlyMap<string, Known<PermissionSet>> = lazy(
    () =>
      new Map(
        this.centers().flatMap(({ value, estate }) =>
          value.permissionSets.map((set) => [set.arn, { value: set, estate }] as const),
        ),
      ),
  );

  /** `directoryId region` of the directories whose list of delegations was imported in full. */
  readonly delegationLists: () => ReadonlySet<string> = lazy(
    () =>
      new Set(
        this.estates.estates.flatMap(({ facts }) =>
          [
            ...(facts.delegationListsOf ?? []),
            ...(facts.delegationListsOf ? [] : readOr(facts.delegations)),
          ].map(({ directoryId, region }) => `${directoryId} ${region}`),
        ),
      ),
  );

  /** Accounts of store users by group id; a user is joined to an account by name and domain. */
  readonly #storeMembers = lazy(() => {
    const members = new Map<string, string[]>();
    const names = new Map<string, string>();
    for (const { value } of this.centers()) {
      for (const { userId, userName } of value.users) names.set(userId, userName);
      for (const { groupId, userId } of value.memberships) {
        const list = members.get(groupId);
        if (list) list.push(userId);
        else members.set(groupId, [userId]);
      }
    }
    return { members, names };
  });
  readonly #storeNodes = new Map<string, number>();

  /** The account that a user of the identity store is, or -1. */
  storeNode(userId: string): number {
    let node = this.#storeNodes.get(userId);
    if (node === undefined)
      this.#storeNodes.set(userId, (node = this.#joined(this.#storeMembers().names.get(userId))));
    return node;
  }

  #joined(userName: string | undefined): number {
    if (userName === undefined) return -1;
    const at = userName.lastIndexOf('@');
    const domain = at < 0 ? null : userName.slice(at + 1).toLowerCase();
    const suffix = domain
      ?.split('.')
      .map((label) => `dc=${label}`)
      .join(',');
    for (const principal of this.input.principals.byName(at < 0 ? userName : userName.slice(0, at), 'user')) {
      const context = /(?:^|,)(dc=.*)$/i.exec(principal.dn)?.[1]?.toLowerCase();
      if (suffix === undefined || context === suffix) return nodeOf(this.input.graph, principal);
    }
    return -1;
  }

  /** Everybody behind a principal, whatever the mechanism makes of it. */
  reach(node: number): Reach {
    return this.reaches().of(node);
  }

  /** Members of domains that were not read: nobody knows who they are. Everyone and its like are known. */
  unknownMembers(node: number): number {
    const { foreign } = this.reach(node);
    return foreign.reduce((sum, one) => {
      const sid = this.sidOf(one);
      const account = sid !== null && domainSidOf(sid) !== null;
      return sum + Number(account && this.reaches().isForeign(this.input.nodeOfSid(sid)));
    }, 0);
  }

  isSecurity(node: number): boolean {
    const { groupType } = this.object(node);
    return groupType === null || isSecurityGroup(groupType);
  }

  /** Accounts that arrive by the mechanism's own rules; facts/group-role-mapping.md §1. */
  arriving({ grant, node, convention }: Mapping): Int32Array | readonly number[] {
    if (grant.mechanism === 'identity-center') return this.#assigned(grant);
    if (node < 0) return [];
    const reaches = this.reaches();
    if (!reaches.isGroup(node)) return [node];
    if (grant.mechanism === 'delegation')
      return reaches
        .direct(node)
        .flatMap((member) => (member.via === via.member && this.isPerson(member.node) ? [member.node] : []));
    if (convention?.everyKind) return reaches.of(node).accounts;
    return this.isSecurity(node) ? reaches.of(node, 'token', (group) => this.isSecurity(group)).accounts : [];
  }

  #assigned(grant: Grant): number[] {
    const fact = grant.evidence.find(({ code }) => code === 'accountAssignment');
    if (!fact) return [];
    const ids = fact.field.endsWith('USER')
      ? [fact.value]
      : (this.#storeMembers().members.get(fact.value) ?? []);
    return ids.flatMap((id) => {
      const node = this.storeNode(id);
      return node < 0 ? [] : [node];
    });
  }

  isPerson(node: number): boolean {
    return (this.accounts().state[node]! & accountState.person) !== 0;
  }

  readonly #objects = new Map<number, ObjectFacts>();
  object(node: number): ObjectFacts {
    let facts = this.#objects.get(node);
    if (!facts) {
      if (this.#objects.size > 200_000) this.#objects.clear();
      this.#objects.set(node, (facts = this.input.object(node)));
    }
    return facts;
  }

  sourceOf(snapshotId: number): DirectorySource {
    return this.input.directories.find((source) => source.snapshotId === snapshotId)!;
  }
  readAtOf(node: number): string {
    return placeOf(this.input.graph, node).part.readAt;
  }
  sidOf(node: number): string | null {
    return sidOfNode(this.input.graph, node);
  }

  readonly #principals: Principals = {
    tokenOf: (sid) => this.input.tokenOf(sid),
    isAccount: (sid) => {
      const node = this.input.nodeOfSid(sid);
      return node >= 0 && !this.reaches().isGroup(node) && !this.reaches().isForeign(node);
    },
  };
  get principals(): Principals {
    return this.#principals;
  }

  /** By descriptor: equal ones of a snapshot are one object, and say the same of every group that has them. */
  readonly #judged = new Map<unknown, readonly ControlGrant[]>();

  /** What others than administrators may do to a group, by a question of `domain/control`; `place` of the grants is any that is alike. */
  unexpected(place: Place, ask: typeof whoFills): readonly ControlGrant[] {
    const known = this.#judged.get(place.descriptor);
    if (known && this.#question === ask) return known;
    if (this.#question !== ask) this.#judged.clear();
    this.#question = ask;
    const grants = ask(place, this.#principals).filter(({ sid }) => !isExpected(sid));
    this.#judged.set(place.descriptor, grants);
    return grants;
  }
  #question: typeof whoFills | null = null;

  /** Who may fill a group and is no administrator, by its own descriptor. */
  editorsOf(node: number): Editors {
    const place = this.input.place(node);
    return place === null
      ? { state: 'notRead', grants: [] }
      : { state: 'read', grants: this.unexpected(place, whoFills) };
  }

  ownerOf(node: number): Owner | null {
    const [dn] = this.input.values(node, 'managedBy');
    return dn === undefined
      ? null
      : { by: 'managedBy', id: dn, name: /^[^=]+=((?:\\.|[^,])*)/.exec(dn)?.[1] ?? dn };
  }

  /** A SID of a descriptor: the object that it is, where it was read. */
  trustee(sid: string, snapshotId: number): Subject {
    const node = this.input.nodeOfSid(sid);
    if (node >= 0 && !this.reaches().isForeign(node)) return this.subjectOf(node);
    return { kind: 'trustee', id: sid, name: sid, where: sid, snapshotId, objectId: null, account: null };
  }

  subjectOf(node: number): Subject {
    const { kind, sid, guid, name, dn, snapshotId, objectId } = this.object(node);
    const known = kind === 'group' || kind === 'user' || kind === 'computer' || kind === 'serviceAccount';
    return {
      kind: known ? kind : 'object',
      id: sid ?? guid ?? dn,
      name,
      where: dn,
      snapshotId,
      objectId,
      account: null,
    };
  }
}
