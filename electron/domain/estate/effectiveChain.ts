/**
 * What service and resource control policies say to one account: from the root down, each level must allow and none may
 * deny. Source: facts/iam-policy-evaluation.md §1 (steps 2 and 3, special cases).
 */
import type { ChainNote } from './codes.ts';
import { conditionsOf, listOf, statementsOf, textOf } from './conditions.ts';
import type { Json } from './conditions.ts';
import type { Organization, OrganizationPolicy, OrganizationPolicyType } from './organization.ts';
import type { Reading } from './reading.ts';

export interface ChainPolicy {
  readonly policy: OrganizationPolicy;
  readonly allows: boolean;
  readonly denies: boolean;
}
export interface ChainLevel {
  readonly kind: 'root' | 'unit' | 'account';
  readonly id: string;
  readonly name: string | null;
  readonly notes: readonly ChainNote[];
  readonly policies: readonly ChainPolicy[];
}
export interface Chain {
  /** What holds for the account as a whole. */
  readonly notes: readonly ChainNote[];
  /** From the root to the account itself. */
  readonly levels: Reading<readonly ChainLevel[]>;
}

/** Null where the organization has no such account. */
export function effectiveChain(
  organization: Organization,
  accountId: string,
  type: OrganizationPolicyType,
): Chain | null {
  const account = organization.accounts.find(({ id }) => id === accountId);
  if (!account) return null;
  const above = unitsAbove(organization, account.parentId);
  const root = above.find(({ parentId }) => parentId === null);
  const notes: ChainNote[] = [];
  if (accountId === organization.managementAccountId) notes.push('managementAccount');
  if (organization.featureSet === 'CONSOLIDATED_BILLING') notes.push('billingOnly');
  else if (root && !(organization.enabledPolicyTypes[root.id] ?? []).includes(type))
    notes.push('typeDisabled');
  const reading =
    type === 'SERVICE_CONTROL_POLICY' ? organization.servicePolicies : organization.resourcePolicies;
  if (reading.state !== 'read') return { notes, levels: reading };
  const level = (kind: ChainLevel['kind'], id: string, name: string | null): ChainLevel => {
    const policies = reading.value
      .filter(({ targets }) => targets.includes(id))
      .map((policy) => ({ policy, ...effectsOf(policy) }))
      .toSorted((a, b) => (a.policy.name < b.policy.name ? -1 : 1));
    return { kind, id, name, notes: levelNotes(policies), policies };
  };
  const levels = above.map((unit) => level(unit.parentId === null ? 'root' : 'unit', unit.id, unit.name));
  return {
    notes,
    levels: { state: 'read', value: [...levels, level('account', account.id, account.name)] },
  };
}

/** The root first. A tree whose units stand in a circle, which AWS never gives, ends where it began. */
export function unitsAbove(
  { units }: Pick<Organization, 'units'>,
  parentId: string,
): Organization['units'][number][] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const found: Organization['units'][number][] = [];
  for (let id: string | null = parentId; id !== null;) {
    const unit = byId.get(id);
    if (!unit || found.includes(unit)) break;
    found.unshift(unit);
    id = unit.parentId;
  }
  return found;
}

const has = (statement: Json, effect: string): boolean => statement['Effect'] === effect;
function effectsOf({ document }: OrganizationPolicy): { allows: boolean; denies: boolean } {
  const statements = statementsOf(document);
  return {
    allows: statements.some((statement) => has(statement, 'Allow')),
    denies: statements.some((statement) => has(statement, 'Deny')),
  };
}

/** A statement that allows every action on everything, whatever the circumstances. */
function allowsEverything(statement: Json): boolean {
  const everything = (element: string): boolean =>
    listOf(statement[element]).some((value) => textOf(value) === '*');
  return (
    has(statement, 'Allow') &&
    everything('Action') &&
    everything('Resource') &&
    conditionsOf(statement).length === 0
  );
}

function levelNotes(policies: readonly ChainPolicy[]): ChainNote[] {
  if (!policies.some(({ allows }) => allows)) return ['nothingAllowed'];
  const open = policies.some(({ policy }) => statementsOf(policy.document).some(allowsEverything));
  return open && !policies.some(({ denies }) => denies) ? ['everythingAllowed'] : [];
}
