/** What people entered because no rule and no API says it: shown as such, judged like everything else. */
import { ofWorkspace } from './enteredMapping.ts';
import type { EnteredMapping } from './enteredMapping.ts';
import { evidence } from './evidence.ts';
import type { EstateIndex } from './estateIndex.ts';
import { accountOfArn } from './estateIndex.ts';
import type { Grant } from './grant.ts';
import { GrantDraft, grantPrincipal, knownAccount } from './grantDraft.ts';
import type { DirectoryPrincipal, PrincipalLookup } from './input.ts';
import type { SamlRoles } from './samlRole.ts';

/** `said`: `principal SID role ARN` of the grants that rules or lists tell; those are not said twice. */
export function enteredGrants(
  entered: readonly EnteredMapping[],
  principals: PrincipalLookup,
  estates: EstateIndex,
  roles: SamlRoles,
  said: ReadonlySet<string>,
): Grant[] {
  return entered.flatMap((mapping) => {
    if (said.has(`${mapping.principalSid} ${mapping.roleArn}`)) return [];
    const matched: (DirectoryPrincipal | null)[] = [...principals.bySid(mapping.principalSid)];
    return (matched.length > 0 ? matched : [null]).map((principal) =>
      grantOf(mapping, principal, estates, roles),
    );
  });
}

function grantOf(
  mapping: EnteredMapping,
  principal: DirectoryPrincipal | null,
  estates: EstateIndex,
  roles: SamlRoles,
): Grant {
  const draft = new GrantDraft();
  const { roleArn, mechanism, principalSid, principalName, by, why, on } = mapping;
  const from = { snapshotId: ofWorkspace, readAt: on };
  draft.add(evidence('enteredMapping', from, `${principalName} (${principalSid})`, by, why));
  if (principal) draft.add(evidence('joinSid', principal, principal.dn, 'objectSid', principalSid));
  else draft.issue('membershipNotReadable');
  const account = accountOfArn(roleArn) ?? '';
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const found =
    mechanism === 'saml'
      ? roles.judge(draft, { arn: roleArn, account, name, provider: null })
      : roleAlone(draft, roleArn, account, estates);
  return draft.finish(
    { principal: principal && grantPrincipal(principal), mechanism, roleName: name, account, ...found },
    principalSid,
    [roleArn, 'entered'],
  );
}

function roleAlone(draft: GrantDraft, roleArn: string, account: string, estates: EstateIndex) {
  const role = estates.role(roleArn);
  const known = knownAccount(draft, account, estates);
  const reading = estates.roles(account);
  if (role) draft.add(evidence('role', role.estate, roleArn, 'Arn', roleArn));
  else if (!known) return { roleArn: null, accountName: null, through: null };
  else if (reading.state === 'notReadable') draft.issue('roleNotReadable');
  else draft.issue('roleMissing', evidence('roleAbsent', reading.estate, account, 'Roles', roleArn));
  return { roleArn: role ? roleArn : null, accountName: known?.name ?? known?.alias ?? null, through: null };
}
