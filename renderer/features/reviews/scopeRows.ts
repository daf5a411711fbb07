/** What the start form lists to choose from, and how a chosen scope is put together. */
import type { ReviewPreview, ReviewScope } from '#contract/review.ts';

export const scopeKinds = ['roles', 'accounts', 'permissionSets'] as const;
export type ScopeKind = (typeof scopeKinds)[number];
export type NamedScope = Pick<ReviewScope, ScopeKind>;
export const scopeChoices = ['privileged', 'chosen', 'all'] as const;
export type ScopeChoice = (typeof scopeChoices)[number];

export interface ScopeRow {
  /** As the scope names it. */
  readonly name: string;
  readonly title: string;
  readonly note: string;
  /** Of a role. */
  readonly people: number | null;
  /** Of an account or a permission set. */
  readonly roles: number | null;
  readonly privileged: boolean;
}

/** Rows that hold all the words. */
export function scopeRows(
  { largest, accounts, permissionSets }: Pick<ReviewPreview, 'largest' | 'accounts' | 'permissionSets'>,
  kind: ScopeKind,
  text: string,
): ScopeRow[] {
  const rows = {
    roles: () =>
      largest.map(({ role, people, privileged }) => ({
        name: role.key,
        title: role.name,
        note: role.accountName ?? role.account,
        said: role.account,
        people,
        roles: null,
        privileged: privileged === true,
      })),
    accounts: () =>
      accounts.map(({ account, accountName, roles }) => ({
        name: account,
        title: accountName ?? account,
        note: accountName === null ? '' : account,
        said: '',
        people: null,
        roles,
        privileged: false,
      })),
    permissionSets: () =>
      permissionSets.map(({ arn, name, roles }) => ({
        name: arn,
        title: name ?? arn,
        note: name === null ? '' : arn,
        said: '',
        people: null,
        roles,
        privileged: false,
      })),
  }[kind]();
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return rows.flatMap(({ said, ...row }): ScopeRow[] => {
    const all = `${row.title} ${row.note} ${row.name} ${said}`.toLowerCase();
    return words.every((word) => all.includes(word)) ? [row] : [];
  });
}

export const chosenCount = (named: NamedScope): number =>
  scopeKinds.reduce((sum, kind) => sum + named[kind].length, 0);

/** The scope that the form says; `privilegedToo` counts where roles are chosen. */
export const scopeOf = (choice: string, named: NamedScope, privilegedToo: boolean): ReviewScope => {
  const chosen = choice === 'chosen';
  const list = (kind: ScopeKind) => (chosen ? [...named[kind]] : []);
  return {
    roles: list('roles'),
    accounts: list('accounts'),
    permissionSets: list('permissionSets'),
    privileged: choice === 'privileged' || (chosen && privilegedToo),
    all: choice === 'all',
  };
};

/** How the form says a scope: the other way of `scopeOf`. */
export function saidScope(scope: ReviewScope): {
  choice: ScopeChoice;
  named: NamedScope;
  privilegedToo: boolean;
} {
  const { roles, accounts, permissionSets, privileged, all } = scope;
  const named = { roles, accounts, permissionSets };
  const choice = all ? 'all' : chosenCount(named) > 0 ? 'chosen' : 'privileged';
  return { choice, named, privilegedToo: choice === 'chosen' && privileged };
}
