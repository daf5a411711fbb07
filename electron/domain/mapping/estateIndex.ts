import type { AwsDirectory } from '../estate/directory.ts';
import type { AwsAccount, EstateFacts, Partition } from '../estate/facts.ts';
import type { IamRole, SamlProvider } from '../estate/iam.ts';
import type { Reading } from '../estate/reading.ts';
import type { EstateSnapshot } from './input.ts';

/** A fact and the snapshot that it comes from. */
export interface Known<T> {
  readonly value: T;
  readonly estate: EstateSnapshot;
}

/** What an account is known to hold of one kind: the newest reading, or why there is none. */
export type AccountReading<T> =
  | { readonly state: 'read'; readonly values: readonly T[]; readonly estate: EstateSnapshot }
  | NotRead;
interface NotRead {
  readonly state: 'notReadable';
  readonly code: string;
  readonly estate: EstateSnapshot | null;
}

type Held = 'roles' | 'samlProviders';

/**
 * Several AWS snapshots as one. An account may be in more than one (its own reading, an export, an organization's): for
 * roles and for providers the newest snapshot that read them for that account speaks alone, so that what was deleted
 * since is not found in an older one.
 */
export class EstateIndex {
  /** Newest first; the same time by snapshot id, so that the order of the input does not matter. */
  readonly estates: readonly EstateSnapshot[];
  readonly #accounts = new Map<string, Known<AwsAccount>>();
  readonly #roles = new Map<string, AccountReading<IamRole>>();
  readonly #providers = new Map<string, AccountReading<SamlProvider>>();

  constructor(estates: readonly EstateSnapshot[]) {
    this.estates = estates.toSorted((a, b) => compare(b.readAt, a.readAt) || b.snapshotId - a.snapshotId);
    for (const estate of this.estates) {
      for (const value of estate.facts.accounts) {
        const known = this.#accounts.get(value.id);
        // An older snapshot may know the name that the newest could not read.
        if (!known || (known.value.name === null && value.name !== null))
          this.#accounts.set(value.id, { value, estate: known?.estate ?? estate });
      }
    }
  }

  /** False: nothing of AWS was read, lists that were imported aside. */
  get knowsAccounts(): boolean {
    return this.#accounts.size > 0;
  }

  account(id: string): Known<AwsAccount> | undefined {
    return this.#accounts.get(id);
  }

  /** The id of the account with this alias or name, in lower case; null = none or several. */
  accountByAlias(alias: string): string | null {
    const found = [...this.#accounts.values()].filter(
      ({ value }) => value.alias?.toLowerCase() === alias || value.name?.toLowerCase() === alias,
    );
    return found.length === 1 ? found[0]!.value.id : null;
  }

  /** The partition of an account; of an unknown one, that of the newest snapshot. */
  partition(account: string): Partition {
    return (this.#accounts.get(account)?.estate ?? this.estates[0])?.facts.partition ?? 'aws';
  }

  roles(account: string): AccountReading<IamRole> {
    return memo(this.#roles, account, () => this.#newest<IamRole>(account, 'roles'));
  }

  providers(account: string): AccountReading<SamlProvider> {
    return memo(this.#providers, account, () => this.#newest<SamlProvider>(account, 'samlProviders'));
  }

  /** The role of this very ARN, where its account was read. */
  role(arn: string): Known<IamRole> | undefined {
    const reading = this.roles(accountOfArn(arn) ?? '');
    if (reading.state !== 'read') return undefined;
    const value = reading.values.find((role) => role.arn === arn);
    return value && { value, estate: reading.estate };
  }

  /** Every role of every account, each from the snapshot that speaks for its account. */
  allRoles(): Known<IamRole>[] {
    return [...this.#accounts.keys()].flatMap((account) => {
      const reading = this.roles(account);
      return reading.state === 'read'
        ? reading.values.map((value) => ({ value, estate: reading.estate }))
        : [];
    });
  }

  /** Every directory, each from the newest snapshot that has it. */
  directories(): Known<AwsDirectory>[] {
    const found = new Map<string, Known<AwsDirectory>>();
    for (const estate of this.estates) {
      for (const value of readOr(estate.facts.directories)) {
        const key = `${value.directoryId} ${value.region}`;
        if (!found.has(key)) found.set(key, { value, estate });
      }
    }
    return [...found.values()];
  }

  #newest<T extends { readonly account: string }>(account: string, held: Held): AccountReading<T> {
    let why: NotRead = { state: 'notReadable', code: 'notAsked', estate: null };
    for (const estate of this.estates) {
      if (!(estate.looked?.includes(account) ?? false) && !covers(estate.facts, account)) continue;
      const reading = estate.facts[held] as Reading<readonly unknown[]> as Reading<readonly T[]>;
      if (reading.state === 'read')
        return { state: 'read', values: reading.value.filter((one) => one.account === account), estate };
      if (!why.estate)
        why = {
          state: 'notReadable',
          code: reading.state === 'notReadable' ? reading.code : reading.state,
          estate,
        };
    }
    return why;
  }
}

/**
 * Whether a snapshot looked into an account. An organization's list names accounts that nobody looked into, so with
 * several accounts something of this one must be there: every real account has roles, if only those of AWS services.
 */
function covers(facts: EstateFacts, account: string): boolean {
  if (!facts.accounts.some((known) => known.id === account)) return false;
  if (facts.accounts.length === 1) return true;
  return [facts.roles, facts.users, facts.groups, facts.samlProviders].some((reading) =>
    readOr<{ account: string }>(reading).some((one) => one.account === account),
  );
}

/** What was read, or nothing; only for places where the reason is told elsewhere. */
export function readOr<T>(reading: Reading<readonly T[]>): readonly T[] {
  return reading.state === 'read' ? reading.value : [];
}

/** The account of an ARN (fifth field); null when it has none. */
export function accountOfArn(arn: string): string | null {
  return arn.split(':', 6)[4] || null;
}

/** Order by code unit: the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function memo<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
