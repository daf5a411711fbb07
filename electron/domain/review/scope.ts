/** Which roles a review is about. */

export interface Scope {
  readonly roles: readonly string[];
  readonly accounts: readonly string[];
  readonly permissionSets: readonly string[];
  readonly privileged: boolean;
  readonly all: boolean;
}
export interface ScopedRole {
  readonly key: string;
  readonly roleArn: string | null;
  readonly name: string;
  readonly account: string;
  readonly permissionSetArn: string | null;
  readonly permissionSetName: string | null;
}

/** Whether anything names the role. `isPrivileged` is asked where nothing else does. */
export function inScope(scope: Scope, isPrivileged: (role: ScopedRole) => boolean): (role: ScopedRole) => boolean {
  const roles = new Set(scope.roles.map((each) => each.toLowerCase()));
  const accounts = new Set(scope.accounts);
  const sets = new Set(scope.permissionSets.map((each) => each.toLowerCase()));
  const has = (some: ReadonlySet<string>, text: string | null) => text !== null && some.has(text.toLowerCase());
  return (role) =>
    scope.all ||
    accounts.has(role.account) ||
    has(roles, role.key) || has(roles, role.roleArn) || has(roles, role.name) ||
    has(sets, role.permissionSetArn) || has(sets, role.permissionSetName) ||
    (scope.privileged && isPrivileged(role));
} // prettier-ignore

/** Names of a scope that no role answers to. */
export function unknownNames(scope: Scope, found: readonly ScopedRole[]): string[] {
  const known = new Set(
    found.flatMap(({ key, roleArn, name, account, permissionSetArn, permissionSetName }) =>
      [key, roleArn, name, account, permissionSetArn, permissionSetName].flatMap((text) => text?.toLowerCase() ?? []),
    ),
  );
  return [...scope.roles, ...scope.accounts, ...scope.permissionSets].filter((name) => !known.has(name.toLowerCase()));
} // prettier-ignore
