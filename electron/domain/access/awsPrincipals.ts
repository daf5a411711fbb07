/**
 * The IAM roles and users of several estates, and the permission sets of accounts whose roles were not read: each with its
 * policies, gathered and compiled once, when they are first asked for.
 */
import type { EstateFacts } from '../estate/facts.ts';
import type { IamRole, IamUser } from '../estate/iam.ts';
import { EstateIndex, readOr } from '../mapping/estateIndex.ts';
import type { EstateSnapshot } from '../mapping/input.ts';
import { permissionSetOf } from '../mapping/identityCenter.ts';
import { compileSets } from '../policy/evaluate/sets.ts';
import type { AskedSet, PolicySets } from '../policy/evaluate/sets.ts';
import type { Asker } from '../policy/passRole/asked.ts';
import { organizationKeys } from './organizationSets.ts';
import { organizationOf } from './subjectOf.ts';
import { policiesOfPermissionSet } from './permissionSetPolicies.ts';
import { policiesOfRole, policiesOfUser } from './policySets.ts';
import type { Estates } from './collected.ts';
import type { SubjectPolicies } from './subjectPolicies.ts';
import { trustOf } from './trusts.ts';
import type { RoleTrust } from './trusts.ts';

export interface Policies extends Asker {
  readonly subject: SubjectPolicies;
}

export interface AwsPrincipal {
  /** ARN; of a permission set in an account whose roles were not read, `set ARN@account`. */
  readonly key: string;
  readonly kind: 'role' | 'permissionSet' | 'iamUser';
  readonly name: string;
  readonly account: string;
  readonly role: IamRole | null;
  readonly user: IamUser | null;
  readonly permissionSet: string | null;
  /** The snapshot that speaks for it. */
  readonly from: EstateSnapshot;
  /** Null: they are not known. */
  readonly policies: () => Policies | null;
}

/** An account's own part of what decides. */
export interface AccountSide {
  readonly resourceControl: readonly AskedSet[];
  readonly serviceControl: readonly AskedSet[];
  readonly inManagementAccount: boolean;
  /** Keys of a request for a resource of the account. */
  readonly keys: readonly [key: string, values: readonly string[]][];
  readonly gaps: SubjectPolicies['gaps'];
}

export class AwsPrincipals {
  readonly index: EstateIndex;
  /** By key, in the order of account and reading. */
  readonly byKey: ReadonlyMap<string, AwsPrincipal>;
  /** Accounts whose roles were read. */
  readonly accountsRead: ReadonlySet<string>;
  readonly #sides = new Map<string, AccountSide>();
  readonly #orders = new Map<EstateSnapshot, Estates>();
  readonly #trusts = new Map<string, RoleTrust>();

  constructor(estates: readonly EstateSnapshot[]) {
    this.index = new EstateIndex(estates);
    const found = new Map<string, AwsPrincipal>();
    const read = new Set<string>();
    const users = new Map<EstateFacts, Map<string, IamUser[]>>();
    for (const account of this.#accounts()) {
      const reading = this.index.roles(account);
      if (reading.state !== 'read') continue;
      read.add(account);
      const { estate } = reading;
      const mine = this.#estatesFrom(estate);
      for (const role of reading.values) found.set(role.arn, this.#role(role, estate, mine));
      let byAccount = users.get(estate.facts);
      if (!byAccount)
        users.set(
          estate.facts,
          (byAccount = Map.groupBy(readOr(estate.facts.users), (user) => user.account)),
        );
      for (const user of byAccount.get(account) ?? []) found.set(user.arn, this.#user(user, estate, mine));
    }
    this.accountsRead = read;
    this.byKey = found;
    for (const set of this.#unreadSets()) if (!found.has(set.key)) found.set(set.key, set);
  }

  get(key: string): AwsPrincipal | undefined {
    return this.byKey.get(key);
  }

  accountName(account: string): string | null {
    const known = this.index.account(account)?.value;
    return known?.name ?? known?.alias ?? null;
  }

  /** Of whoever is asked for something in the account. */
  side(account: string): AccountSide {
    let side = this.#sides.get(account);
    if (!side) {
      const reading = this.index.roles(account);
      const estate = reading.estate ?? this.index.account(account)?.estate ?? this.index.estates[0];
      side = estate ? sideOf(this.#estatesFrom(estate), account) : noSide;
      this.#sides.set(account, side);
    }
    return side;
  }

  /** Whom a role lets in; null for what is no role. */
  trust({ key, role, from }: AwsPrincipal): RoleTrust | null {
    if (!role) return null;
    let trust = this.#trusts.get(key);
    if (!trust) this.#trusts.set(key, (trust = trustOf(role, from)));
    return trust;
  }

  #accounts(): string[] {
    return [
      ...new Set(this.index.estates.flatMap(({ facts }) => facts.accounts.map(({ id }) => id))),
    ].toSorted();
  }

  /** The estate that speaks first, then the others, the newest first. */
  #estatesFrom(estate: EstateSnapshot): Estates {
    let order = this.#orders.get(estate);
    if (!order) {
      const others = this.index.estates.filter((one) => one !== estate).map(({ facts }) => facts);
      this.#orders.set(estate, (order = [estate.facts, ...others]));
    }
    return order;
  }

  /** Sets of an account share what the organization says. */
  #compiled(subject: SubjectPolicies, account: string): Policies {
    const { identity, boundary } = subject.input;
    const own = compileSets({ ...(identity ? { identity } : {}), ...(boundary ? { boundary } : {}) });
    const { serviceControl, resourceControl } = this.side(account);
    const sets: PolicySets = { ...own, serviceControl, resourceControl };
    return { subject, principal: subject.principal, context: subject.context, sets };
  }

  #role(role: IamRole, from: EstateSnapshot, estates: Estates): AwsPrincipal {
    return {
      key: role.arn,
      kind: 'role',
      name: role.name,
      account: role.account,
      role,
      user: null,
      permissionSet: permissionSetOf(role),
      from,
      policies: once(() => this.#compiled(policiesOfRole(estates, role), role.account)),
    };
  }

  #user(user: IamUser, from: EstateSnapshot, estates: Estates): AwsPrincipal {
    return {
      key: user.arn,
      kind: 'iamUser',
      name: user.name,
      account: user.account,
      role: null,
      user,
      permissionSet: null,
      from,
      policies: once(() => this.#compiled(policiesOfUser(estates, user), user.account)),
    };
  }

  *#unreadSets(): Generator<AwsPrincipal> {
    const seen = new Set<string>();
    for (const from of this.index.estates) {
      const reading = from.facts.identityCenter;
      if (reading.state !== 'read' || seen.has(reading.value.instanceArn)) continue;
      seen.add(reading.value.instanceArn);
      const { instanceArn, permissionSets, assignments } = reading.value;
      const sets = new Map(permissionSets.map((set) => [set.arn, set]));
      const made = new Set<string>();
      for (const { account, permissionSetArn: arn } of assignments) {
        const set = sets.get(arn);
        const key = `${arn}@${account}`;
        if (!set || this.accountsRead.has(account) || made.has(key)) continue;
        made.add(key);
        const estates = this.#estatesFrom(from);
        yield {
          key,
          kind: 'permissionSet',
          name: set.name,
          account,
          role: null,
          user: null,
          permissionSet: arn,
          from,
          policies: once(() => {
            const subject = policiesOfPermissionSet(estates, instanceArn, arn, account);
            return subject && this.#compiled(subject, account);
          }),
        };
      }
    }
  }
}

const noSide: AccountSide = {
  resourceControl: [],
  serviceControl: [],
  inManagementAccount: false,
  keys: [],
  gaps: [],
};

function sideOf(estates: Estates, account: string): AccountSide {
  const { membership, resourceControl, serviceControl } = organizationOf(estates, account);
  const compiled = compileSets({
    resourceControl: resourceControl.levels,
    serviceControl: serviceControl.levels,
  });
  return {
    resourceControl: compiled.resourceControl,
    serviceControl: compiled.serviceControl,
    inManagementAccount:
      membership.state === 'member' && membership.organization.managementAccountId === account,
    keys: organizationKeys(membership, account, 'resource'),
    gaps: resourceControl.gaps,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
