/** What checks look at of AWS: tables over the estates of an audit, each computed when a check first asks for it. */
import type { IdentityCenter, PermissionSet } from '../estate/identityCenter.ts';
import type { IamGroup, IamRole, IamUser, ManagedPolicy } from '../estate/iam.ts';
import type { EstateIndex, Known } from '../mapping/estateIndex.ts';
import { readOr } from '../mapping/estateIndex.ts';
import type { Grant } from '../mapping/grant.ts';
import { permissionSetOf } from '../mapping/identityCenter.ts';
import { readTrustPolicy } from '../mapping/trustPolicy.ts';
import type { TrustReading } from '../mapping/trustPolicy.ts';
import { lazy } from './lazy.ts';
import { Powers } from './powers.ts';
import type { PolicyHolder, RolePowers } from './powers.ts';

/** Fields of a permission set that say what it may do. */
const policyParts: ReadonlySet<string> = new Set([
  'managedPolicies',
  'customerPolicies',
  'inlinePolicy',
  'boundary',
  'customerBoundary',
]);

export class AwsTables {
  readonly estates: EstateIndex;
  readonly #readings = new Map<string, TrustReading>();

  constructor(estates: EstateIndex) {
    this.estates = estates;
  }

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
  powersOf(role: PolicyHolder): RolePowers {
    return this.#powers().of(role);
  }

  /** Whether a grant leads to a role that makes itself any right; of a permission set whose role was not read, the set's own policies say it. */
  isPowerful({ roleArn, through, account, mechanism }: Grant): boolean {
    const role = this.role(roleArn);
    if (role) return this.powersOf(role.value).powers.length > 0;
    const set = mechanism === 'identity-center' ? this.permissionSets().get(through ?? '') : undefined;
    return set !== undefined && this.powersOfSet(set.value, account).powers.length > 0;
  }

  /** As the role that Identity Center would make of it in an account. */
  powersOfSet(set: PermissionSet, account: string): RolePowers {
    const partition = this.estates.partition(account);
    const arnOf = ({ name, path }: { readonly name: string; readonly path: string }): string =>
      `arn:${partition}:iam::${account}:policy${path}${name}`;
    const own = set.customerPolicies.map((one) => ({ name: one.name, arn: arnOf(one) }));
    const { powers, unread } = this.#powers().of({
      arn: `${set.arn} ${account}`,
      attachedPolicies: [...set.managedPolicies, ...own],
      inlinePolicies: set.inlinePolicy === null ? [] : [{ name: set.name, document: set.inlinePolicy }],
      permissionsBoundary: set.boundary ?? (set.customerBoundary ? arnOf(set.customerBoundary) : null),
    });
    return { powers, unread: [...unread, ...(set.notRead ?? []).filter((part) => policyParts.has(part))] };
  }

  /** With what the user has of IAM groups. */
  powersOfUser(user: IamUser): RolePowers {
    const groups = this.#groups().get(user.account) ?? [];
    const mine = groups.filter(({ name }) => user.groups.includes(name));
    return this.powersOf({
      arn: user.arn,
      attachedPolicies: [...user.attachedPolicies, ...mine.flatMap((one) => one.attachedPolicies)],
      inlinePolicies: [...user.inlinePolicies, ...mine.flatMap((one) => one.inlinePolicies)],
      permissionsBoundary: user.permissionsBoundary,
    });
  }
  readonly #groups = lazy(() => {
    const found = new Map<string, IamGroup>();
    for (const estate of this.estates.estates)
      for (const group of readOr(estate.facts.groups)) if (!found.has(group.arn)) found.set(group.arn, group);
    return Map.groupBy(found.values(), ({ account }) => account);
  });

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

  readonly #setByName = lazy(
    () => new Map([...this.permissionSets().values()].map((set) => [set.value.name, set])),
  );
  /** The permission set that a role was made of; undefined: it is a role of its own, or the sets were not read. */
  setOf(role: IamRole): Known<PermissionSet> | undefined {
    const name = permissionSetOf(role);
    return name === null ? undefined : this.#setByName().get(name);
  }

  /** `directoryId region` of the directories whose list of delegations was imported in full. */
  readonly delegationLists: () => ReadonlySet<string> = lazy(
    () =>
      new Set(
        this.estates.estates.flatMap(({ facts }) =>
          (facts.delegationListsOf ?? readOr(facts.delegations)).map(
            ({ directoryId, region }) => `${directoryId} ${region}`,
          ),
        ),
      ),
  );

  /** Ids of the accounts that any estate names. */
  readonly accounts: () => readonly string[] = lazy(() => [
    ...new Set(this.estates.estates.flatMap(({ facts }) => facts.accounts.map(({ id }) => id))),
  ]);
}
