/** What exports ask of what was read: names and DNs of SIDs, ids of an identity store, roles and policies as they are. */
import { formatValue } from '../../directory/dn.ts';
import type { IdentityCenter } from '../../estate/identityCenter.ts';
import type { IamRole } from '../../estate/iam.ts';
import { EstateIndex } from '../../mapping/estateIndex.ts';
import type { DraftBase } from '../apply/applied.ts';
import { dnNameOf } from '../apply/dnNameOf.ts';
import type { DraftChange, PermissionSetRef, PrincipalRef } from '../change.ts';
import { StoreIds } from './storeIds.ts';

type Of<K extends DraftChange['kind']> = Extract<DraftChange, { kind: K }>;

/** Somebody as files name them. */
export interface NamedPrincipal {
  readonly dn: string;
  /** sAMAccountName, as read. */
  readonly name: string;
  /** The one that the draft gives, or the same. */
  readonly called: string;
  /** DNS name of its domain, in lower case; empty = its DN has none. */
  readonly domain: string;
  readonly kind: 'user' | 'group';
}

export const madeDn = ({ name, parent }: Pick<Of<'makeGroup'>, 'name' | 'parent'>): string =>
  `CN=${formatValue(name)},${parent}`;

export class ExportFacts {
  readonly base: DraftBase;
  readonly estates: EstateIndex;
  readonly #made: ReadonlyMap<string, Of<'makeGroup'>>;
  readonly #sets: ReadonlyMap<string, Of<'makePermissionSet'>>;
  /** New sAMAccountNames by SID. */
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #storeIds: StoreIds;

  /** `changes`: those that fit. */
  constructor(base: DraftBase, changes: readonly DraftChange[]) {
    this.base = base;
    this.estates = new EstateIndex(base.estates);
    const of = <K extends DraftChange['kind']>(kind: K): Of<K>[] =>
      changes.filter((change): change is Of<K> => change.kind === kind);
    this.#made = new Map(of('makeGroup').map((change) => [change.made, change]));
    this.#sets = new Map(of('makePermissionSet').map((change) => [change.made, change]));
    this.#renamed = new Map(
      of('renameGroup').map(({ group, samAccountName }) => [group.sid, samAccountName]),
    );
    this.#storeIds = new StoreIds(this.estates, base.principals);
  }

  /** Null: nobody that was read. */
  principal(ref: PrincipalRef): NamedPrincipal | null {
    if ('made' in ref) {
      const made = this.#made.get(ref.made);
      if (!made) return null;
      const dn = madeDn(made);
      const { samAccountName: name } = made;
      return { dn, name, called: name, domain: dnNameOf(dn) ?? '', kind: 'group' };
    }
    const [found] = this.base.principals.bySid(ref.sid);
    if (!found) return null;
    const { dn, name, kind } = found;
    return { dn, name, called: this.#renamed.get(ref.sid) ?? name, domain: dnNameOf(dn) ?? '', kind };
  }

  /** The id by which the instance's store knows them; null = it has nobody who is this one. */
  storeId(
    instanceArn: string,
    ref: PrincipalRef,
    { name }: NamedPrincipal,
    kind: 'user' | 'group',
  ): string | null {
    return 'made' in ref ? null : this.#storeIds.of(instanceArn, { sid: ref.sid, name }, kind);
  }

  /**
   * As the group's own directory takes a member: by DN where it holds them; else by SID, for which it finds the object of its forest
   * or makes a stand-in (MS-ADTS 3.1.1.3.1.2.4, MS-SAMR 3.1.1.8.9). Null: nobody that was read.
   */
  memberOf(group: PrincipalRef, member: PrincipalRef): string | null {
    const who = this.principal(member);
    if (!who || 'made' in member) return who?.dn ?? null;
    const home = this.#homeOf(group);
    for (const { snapshotId, dn } of this.base.principals.bySid(member.sid))
      if (snapshotId === home) return dn;
    return `<SID=${member.sid}>`;
  }

  #homeOf(ref: PrincipalRef): number | null {
    if ('sid' in ref) {
      const [found] = this.base.principals.bySid(ref.sid);
      return found?.snapshotId ?? null;
    }
    const made = this.#made.get(ref.made);
    return made ? this.base.snapshotOfDn(made.parent) : null;
  }

  /** Copies of one instance in several snapshots are one. */
  *centers(): Generator<IdentityCenter> {
    const seen = new Set<string>();
    for (const { facts } of this.estates.estates) {
      if (facts.identityCenter.state !== 'read' || seen.has(facts.identityCenter.value.instanceArn)) continue;
      seen.add(facts.identityCenter.value.instanceArn);
      yield facts.identityCenter.value;
    }
  }

  /** The instance that a set is of; `center` null where that was not read. */
  instanceOf(ref: PermissionSetRef): { readonly arn: string; readonly center: IdentityCenter | null } | null {
    const arn = 'arn' in ref ? instanceOfSet(ref.arn) : this.#sets.get(ref.made)?.instanceArn;
    if (arn === undefined || arn === null) return null;
    return { arn, center: this.center(arn) };
  }

  /** Empty = not known. What is no Region's name, in a file of a stranger, is none: it goes into scripts. */
  regionOf(instanceArn: string): string {
    const region = this.center(instanceArn)?.region ?? '';
    return /^[a-z\d-]{1,32}$/.test(region) ? region : '';
  }

  center(instanceArn: string): IdentityCenter | null {
    for (const center of this.centers()) if (center.instanceArn === instanceArn) return center;
    return null;
  }

  role(arn: string): IamRole | null {
    return this.estates.role(arn)?.value ?? null;
  }
}

/** What an identity store that Active Directory feeds calls them. */
export const storeName = ({ called, domain }: Pick<NamedPrincipal, 'called' | 'domain'>): string =>
  domain === '' ? called : `${called}@${domain}`;

/** `arn:aws:sso:::permissionSet/ssoins-1/ps-2` → `arn:aws:sso:::instance/ssoins-1` */
export function instanceOfSet(setArn: string): string | null {
  const found = /^(arn:[^:]+:sso:::)permissionSet\/([^/]+)\/[^/]+$/.exec(setArn);
  return found ? `${found[1]}instance/${found[2]}` : null;
}

export interface RoleName {
  readonly partition: string;
  readonly account: string;
  /** With slashes at both ends. */
  readonly path: string;
  readonly name: string;
}

/** Of a role or a policy. */
export function partsOfArn(arn: string): RoleName {
  const found = /^arn:([^:]+):iam::([^:]*):(?:role|policy)(\/(?:.*\/)?)([^/]+)$/.exec(arn);
  const [, partition = 'aws', account = '', path = '/', name = arn] = found ?? [];
  return { partition, account, path, name };
}
