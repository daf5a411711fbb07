import { isSecurityGroup } from '../directory/groupType.ts';
import { evidence } from './evidence.ts';
import type { EstateIndex } from './estateIndex.ts';
import type { Grant } from './grant.ts';
import { GrantDraft, grantPrincipal } from './grantDraft.ts';
import { readByTemplate } from './groupName.ts';
import type { GroupNameTemplate, NamedRole } from './groupName.ts';
import type { DirectoryPrincipal } from './input.ts';
import { SamlRoles } from './samlRole.ts';

/**
 * SAML federation by group names, where no rules are known: each group that follows a convention is a grant of the role it names,
 * works or not. The claim holds `role/<name>` in the group's own spelling, so a role under a path or in another case is not
 * reached. Two conventions that name the same role of a group are one grant. Yields before each group.
 */
export function* samlGrants(
  groups: Iterable<DirectoryPrincipal>,
  estates: EstateIndex,
  templates: readonly GroupNameTemplate[],
  roles: SamlRoles = new SamlRoles(estates),
): Generator<void, Grant[]> {
  const grants: Grant[] = [];
  for (const group of groups) {
    yield;
    if (group.kind !== 'group') continue;
    const known = new Set<string>();
    for (const template of templates) {
      const named = readByTemplate(group.name, template, (alias) => estates.accountByAlias(alias));
      if (typeof named === 'string' || known.has(`${named.account} ${named.roleName}`)) continue;
      known.add(`${named.account} ${named.roleName}`);
      grants.push(samlGrant(group, named, estates, roles));
    }
  }
  return grants;
}

function samlGrant(
  group: DirectoryPrincipal,
  named: NamedRole,
  estates: EstateIndex,
  roles: SamlRoles,
): Grant {
  const draft = new GrantDraft();
  draft.add(evidence('groupName', group, group.dn, 'sAMAccountName', group.name));
  noDistributionGroup(draft, group);
  const arn = `arn:${estates.partition(named.account)}:iam::${named.account}:role/${named.roleName}`;
  const claimed = { arn, account: named.account, name: named.roleName, provider: null };
  return draft.finish(
    {
      principal: grantPrincipal(group),
      mechanism: 'saml',
      roleName: named.roleName,
      account: named.account,
      ...roles.judge(draft, claimed),
    },
    group.sid ?? group.dn,
    [arn],
  );
}

/** Distribution groups are in no token (facts/group-role-mapping.md §4, 4). */
export function noDistributionGroup(draft: GrantDraft, group: DirectoryPrincipal): void {
  if (group.groupType === null || isSecurityGroup(group.groupType)) return;
  draft.issue(
    'distributionGroup',
    evidence('groupType', group, group.dn, 'groupType', String(group.groupType)),
  );
}
