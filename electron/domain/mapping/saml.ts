import { isSecurityGroup } from '../directory/groupType.ts';
import { evidence } from './evidence.ts';
import type { EstateIndex, Known } from './estateIndex.ts';
import { compare } from './estateIndex.ts';
import type { Grant } from './grant.ts';
import { GrantDraft, grantPrincipal } from './grantDraft.ts';
import { readGroupName } from './groupName.ts';
import type { GroupNameTemplate, NamedRole } from './groupName.ts';
import type { DirectoryPrincipal } from './input.ts';
import type { IamRole } from '../estate/iam.ts';
import { readTrustPolicy } from './trustPolicy.ts';

/**
 * SAML federation by group names: each group that follows the convention is a grant of the role it names, works or not.
 * The claim holds `role/<name>` in the group's own spelling, so a role under a path or in another case is not reached.
 */
export function samlGrants(
  groups: Iterable<DirectoryPrincipal>,
  estates: EstateIndex,
  template: GroupNameTemplate,
): Grant[] {
  const grants: Grant[] = [];
  for (const group of groups) {
    const named = readGroupName(group.name, template);
    if (named && group.kind === 'group') grants.push(samlGrant(group, named, estates));
  }
  return grants;
}

function samlGrant(group: DirectoryPrincipal, named: NamedRole, estates: EstateIndex): Grant {
  const draft = new GrantDraft();
  draft.add(evidence('groupName', group, group.dn, 'sAMAccountName', group.name));
  if (group.groupType !== null && !isSecurityGroup(group.groupType)) {
    draft.issue(
      'distributionGroup',
      evidence('groupType', group, group.dn, 'groupType', String(group.groupType)),
    );
  }
  const account = estates.account(named.account);
  const claimed = `arn:${estates.partition(named.account)}:iam::${named.account}:role/${named.roleName}`;
  const role = account ? findRole(draft, named, claimed, estates) : undefined;
  if (!account) draft.issue('accountUnknown');
  const through = role ? judgeTrust(draft, role, estates) : null;
  return draft.finish(
    {
      principal: grantPrincipal(group),
      mechanism: 'saml',
      roleArn: role?.value.arn ?? null,
      roleName: named.roleName,
      account: named.account,
      accountName: account?.value.name ?? account?.value.alias ?? null,
      through,
    },
    group.sid ?? group.dn,
    [claimed],
  );
}

/** The role that the name means, with the issues that keep the claim from hitting it. */
function findRole(
  draft: GrantDraft,
  named: NamedRole,
  claimed: string,
  estates: EstateIndex,
): Known<IamRole> | undefined {
  const reading = estates.roles(named.account);
  if (reading.state === 'notReadable') {
    const { estate, code } = reading;
    draft.issue(
      'roleNotReadable',
      ...(estate ? [evidence('rolesNotReadable', estate, named.account, 'Roles', code)] : []),
    );
    return undefined;
  }
  const { estate } = reading;
  const wanted = named.roleName.toLowerCase();
  // IAM role names are unique in an account without regard to case, so there is at most one.
  const value =
    reading.values.find((role) => role.arn === claimed) ??
    reading.values.find((role) => role.name.toLowerCase() === wanted);
  if (!value) {
    draft.issue('roleMissing', evidence('roleAbsent', estate, named.account, 'Roles', claimed));
    return undefined;
  }
  if (value.arn === claimed) draft.add(evidence('role', estate, value.arn, 'Arn', value.arn));
  if (value.name !== named.roleName)
    draft.issue('roleNameCase', evidence('roleOtherCase', estate, value.arn, 'RoleName', value.name));
  if (value.path !== '/')
    draft.issue('rolePath', evidence('roleOtherPath', estate, value.arn, 'Path', value.path));
  return { value, estate };
}

/** Whether the role lets a SAML provider in that exists; answers with the provider's ARN. */
function judgeTrust(
  draft: GrantDraft,
  { value: role, estate }: Known<IamRole>,
  estates: EstateIndex,
): string | null {
  const reading = readTrustPolicy(role.trustPolicy);
  const field = (path: string) =>
    path === '' ? 'AssumeRolePolicyDocument' : `AssumeRolePolicyDocument.${path}`;
  const trusted = reading.entries.filter((entry) => entry.kind === 'saml');
  if (trusted.length === 0) {
    draft.issue(
      'trustLacksSaml',
      ...reading.entries.map((entry) =>
        evidence('trustOther', estate, role.arn, field(entry.path), entry.principal),
      ),
      ...reading.problems.map((problem) =>
        evidence('trustProblem', estate, role.arn, field(problem.path), problem.code),
      ),
    );
    return null;
  }
  draft.add(
    ...trusted.map((entry) =>
      evidence('trustStatement', estate, role.arn, field(entry.path), entry.principal),
    ),
  );
  const named = [...new Set(trusted.map((entry) => entry.principal))].sort(compare);
  const providers = estates.providers(role.account);
  if (providers.state === 'notReadable') {
    const from = providers.estate ?? estate;
    draft.issue(
      'providerNotReadable',
      evidence('samlProvidersNotReadable', from, role.account, 'SAMLProviderList', providers.code),
    );
    return named[0]!;
  }
  const found = named.flatMap((arn) => providers.values.filter((provider) => provider.arn === arn));
  if (found.length === 0) {
    draft.issue(
      'providerMissing',
      ...named.map((arn) =>
        evidence('samlProviderAbsent', providers.estate, role.account, 'SAMLProviderList', arn),
      ),
    );
    return named[0]!;
  }
  draft.add(
    ...found.map((provider) =>
      evidence('samlProvider', providers.estate, provider.arn, 'ValidUntil', provider.validUntil ?? ''),
    ),
  );
  return found[0]!.arn;
}
