import { capturedGrants } from './captured.ts';
import { delegationGrants } from './delegation.ts';
import { compare, EstateIndex } from './estateIndex.ts';
import type { Grant } from './grant.ts';
import { classicTemplate } from './groupName.ts';
import { identityCenterGrants } from './identityCenter.ts';
import type { GrantInput } from './input.ts';
import { enteredGrants, saidKey, whoOf } from './entered.ts';
import { samlGrants } from './saml.ts';
import { samlGrantsByRules } from './samlByRules.ts';
import { SamlRoles } from './samlRole.ts';

/**
 * Every grant by the three mechanisms, ordered by account, role, mechanism, principal and id. The same input, in whatever
 * order, gives the same grants and ids.
 */
export function* computeGrants({
  estates,
  groups,
  principals,
  template = classicTemplate,
  templates = [template],
  rules = [],
  entered,
}: GrantInput): Generator<void, Grant[]> {
  const index = new EstateIndex(estates);
  const roles = new SamlRoles(index);
  const grants = [
    ...(yield* samlGrants(groups, index, templates, roles)),
    ...(yield* samlGrantsByRules(rules, roles)),
    ...delegationGrants(index, principals, entered?.delegations),
    ...identityCenterGrants(index, principals),
  ];
  if (entered && entered.mappings.length > 0) {
    const said = new Set(
      grants.map(({ principal, roleArn, mechanism }) =>
        saidKey(principal ? whoOf(principal) : '', roleArn ?? '', mechanism),
      ),
    );
    grants.push(...enteredGrants(entered.mappings, principals, index, roles, said));
  }
  yield;
  grants.push(...capturedGrants(index, principals, roles, grants));
  grants.sort(
    (a, b) =>
      compare(a.account, b.account) ||
      compare(a.roleName, b.roleName) ||
      compare(a.mechanism, b.mechanism) ||
      compare(a.principal?.name ?? '', b.principal?.name ?? '') ||
      compare(a.id, b.id) ||
      (a.principal?.snapshotId ?? 0) - (b.principal?.snapshotId ?? 0) ||
      (a.principal?.objectId ?? 0) - (b.principal?.objectId ?? 0),
  );
  return numbered(grants);
}

/** Copies of one principal in several snapshots share an id; the second and further ones get a number. */
function numbered(grants: readonly Grant[]): Grant[] {
  const seen = new Map<string, number>();
  return grants.map((grant) => {
    const count = (seen.get(grant.id) ?? 0) + 1;
    seen.set(grant.id, count);
    return count === 1 ? grant : { ...grant, id: `${grant.id}|${count}` };
  });
}
