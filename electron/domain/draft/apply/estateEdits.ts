/** Facts of estates with some of them changed; what is not changed is shared. */
import type { DelegationAssignment } from '../../estate/delegation.ts';
import type { EstateFacts } from '../../estate/facts.ts';
import type { IamRole, ManagedPolicy } from '../../estate/iam.ts';
import type { IdentityCenter } from '../../estate/identityCenter.ts';
import type { Reading } from '../../estate/reading.ts';
import { accountOfArn, EstateIndex } from '../../mapping/estateIndex.ts';
import type { EstateSnapshot } from '../../mapping/input.ts';

type Change = {
  delegations?: EstateFacts['delegations'];
  delegationListsOf?: NonNullable<EstateFacts['delegationListsOf']>;
  roles?: Map<string, IamRole>;
  policies?: Map<string, ManagedPolicy>;
  identityCenter?: IdentityCenter;
};

/** An instance with the changes so far, and as it was read. */
export interface HeldCenter {
  readonly center: IdentityCenter;
  readonly asRead: IdentityCenter;
  readonly estate: EstateSnapshot;
  put(next: IdentityCenter): void;
}

export class EstateEdits {
  /** Of what was read. */
  readonly index: EstateIndex;
  readonly #estates: readonly EstateSnapshot[];
  readonly #changes = new Map<EstateSnapshot, Change>();

  constructor(estates: readonly EstateSnapshot[]) {
    this.#estates = estates;
    this.index = new EstateIndex(estates);
  }

  #change(estate: EstateSnapshot): Change {
    let change = this.#changes.get(estate);
    if (!change) this.#changes.set(estate, (change = {}));
    return change;
  }

  /** The roles of the snapshot that speaks for the account, by ARN, to be changed; null: they were not read. */
  roles(account: string): Map<string, IamRole> | null {
    const reading = this.index.roles(account);
    if (reading.state !== 'read') return null;
    const change = this.#change(reading.estate);
    return (change.roles ??= byArn(reading.estate.facts.roles));
  }

  /** As it is by now. */
  role(arn: string): IamRole | undefined {
    return this.roles(accountOfArn(arn) ?? '')?.get(arn);
  }

  /** Every copy of a managed policy, each with the list that holds it. */
  policies(arn: string): { readonly policy: ManagedPolicy; put(next: ManagedPolicy): void }[] {
    return this.#estates.flatMap((estate) => {
      const known =
        this.#changes.get(estate)?.policies ??
        (estate.facts.policies.state === 'read' ? byArn(estate.facts.policies) : null);
      const policy = known?.get(arn);
      if (!known || !policy) return [];
      const put = (next: ManagedPolicy): void => {
        this.#change(estate).policies = known;
        known.set(arn, next);
      };
      return [{ policy, put }];
    });
  }

  /** Each instance once: the newest reading of it. */
  centers(): HeldCenter[] {
    const seen = new Set<string>();
    return this.index.estates.flatMap((estate) => {
      const reading = estate.facts.identityCenter;
      if (reading.state !== 'read' || seen.has(reading.value.instanceArn)) return [];
      seen.add(reading.value.instanceArn);
      const center = this.#changes.get(estate)?.identityCenter ?? reading.value;
      const put = (next: IdentityCenter): void => void (this.#change(estate).identityCenter = next);
      return [{ center, asRead: reading.value, estate, put }];
    });
  }

  /** Takes out of every list of delegation what `is` says; answers whether anything was. What a list was of, it stays of. */
  removeDelegations(is: (row: DelegationAssignment) => boolean): boolean {
    let some = false;
    for (const estate of this.#estates) {
      const change = this.#changes.get(estate);
      const reading = change?.delegations ?? estate.facts.delegations;
      if (reading.state !== 'read' || !reading.value.some(is)) continue;
      some = true;
      const next = this.#change(estate);
      next.delegationListsOf ??= [
        ...(estate.facts.delegationListsOf ?? []),
        ...reading.value.map(({ directoryId, region }) => ({ directoryId, region })),
      ];
      next.delegations = { state: 'read', value: reading.value.filter((row) => !is(row)) };
    }
    return some;
  }

  hasDelegation(is: (row: DelegationAssignment) => boolean): boolean {
    return this.#estates.some((estate) => {
      const reading = this.#changes.get(estate)?.delegations ?? estate.facts.delegations;
      return reading.state === 'read' && reading.value.some(is);
    });
  }

  finish(): EstateSnapshot[] {
    return this.#estates.map((estate) => {
      const change = this.#changes.get(estate);
      if (!change) return estate;
      const { roles, policies, identityCenter, delegations, delegationListsOf } = change;
      const { facts } = estate;
      const accounts = roles && facts.roles.state === 'read' ? facts.roles.value : [];
      return {
        ...estate,
        // An account whose last role goes was looked into all the same.
        ...(roles && { looked: [...new Set(accounts.map(({ account }) => account))] }),
        facts: {
          ...facts,
          ...(roles && { roles: read([...roles.values()]) }),
          ...(policies && { policies: read([...policies.values()]) }),
          ...(identityCenter && { identityCenter: { state: 'read', value: identityCenter } as const }),
          ...(delegations && { delegations }),
          ...(delegationListsOf && { delegationListsOf }),
        },
      };
    });
  }
}

const read = <T>(value: readonly T[]): Reading<readonly T[]> => ({ state: 'read', value });

function byArn<T extends { readonly arn: string }>(reading: Reading<readonly T[]>): Map<string, T> {
  const found = new Map<string, T>();
  if (reading.state !== 'read') return found;
  // Of one ARN the first counts, as wherever policies are looked up.
  for (const one of reading.value) if (!found.has(one.arn)) found.set(one.arn, one);
  return found;
}
