/** What people entered because no rule and no API says it: shown as such, judged like everything else. */
import { judgeRole } from './delegation.ts';
import { ofWorkspace } from './enteredMapping.ts';
import type { EnteredMapping } from './enteredMapping.ts';
import { evidence } from './evidence.ts';
import type { EstateIndex } from './estateIndex.ts';
import { accountOfArn } from './estateIndex.ts';
import type { Grant, GrantPrincipal, Mechanism } from './grant.ts';
import { GrantDraft, grantPrincipal } from './grantDraft.ts';
import type { DirectoryPrincipal, PrincipalLookup } from './input.ts';
import { noDistributionGroup } from './saml.ts';
import type { SamlRoles } from './samlRole.ts';

/** What a grant and what was entered have in common where they say the same. */
export const saidKey = (who: string, roleArn: string, mechanism: Mechanism): string =>
  `${mechanism} ${who} ${roleArn}`;

/** Whom it is said of: by SID, or by place what has none, as a group that is yet to be made. */
export const whoOf = ({ sid, snapshotId, objectId }: GrantPrincipal): string =>
  sid ?? `${snapshotId}/${objectId}`;

/** `said`: keys of the grants that rules or lists tell; those are not said twice. */
export function enteredGrants(
  entered: readonly EnteredMapping[],
  principals: PrincipalLookup,
  estates: EstateIndex,
  roles: SamlRoles,
  said: ReadonlySet<string>,
): Grant[] {
  return entered.flatMap((mapping) => {
    const isSaid = (who: string): boolean => said.has(saidKey(who, mapping.roleArn, mapping.mechanism));
    if (isSaid(mapping.principalSid)) return [];
    const matched: (DirectoryPrincipal | null)[] = [...principals.bySid(mapping.principalSid)];
    if (matched.some((one) => one !== null && isSaid(whoOf(one)))) return [];
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
  if (principal && mechanism === 'saml') noDistributionGroup(draft, principal);
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

/** By a directory that nobody named: the role alone is judged. */
function roleAlone(draft: GrantDraft, roleArn: string, account: string, estates: EstateIndex) {
  judgeRole(draft, roleArn, account, estates);
  const known = estates.account(account)?.value;
  return {
    roleArn: estates.role(roleArn) ? roleArn : null,
    accountName: known?.name ?? known?.alias ?? null,
    through: null,
  };
}
