/** Which group or user stands for which role, by the three mechanisms, and who is behind it. */
import { hex, membersOf, text, valueOf } from './world.ts';
import type { World, WorldObject } from './world.ts';
import { sidBytes } from '../encode.ts';
import type { Mapping, Members } from '../types.ts';

const nobody: Members = { direct: [], effective: [], primaryOnly: [], foreign: [], groups: [] };
const isSecurity = (group: WorldObject): boolean => text(group, 'groupType').startsWith('-');
const principalMembers = (world: World, object: WorldObject | undefined): Members =>
  object === undefined
    ? nobody
    : object.isGroup
      ? membersOf(world, object)
      : { ...nobody, direct: [object.dn], effective: [object.dn] };

export function mappings(world: World): Mapping[] {
  return [...byName(world), ...byDelegation(world), ...byAssignment(world)];
}

/** By the rules of the lab, which read cn. */
export const isOfLab = (mapping: Mapping): boolean =>
  mapping.mechanism === 'saml' && !/^AWS-\d{12}-/i.test(mapping.principal);

/** What is promised and works: the role is there, takes the rule's own provider, and the group enters what the rule reads. */
export function opens(world: World, mapping: Mapping): boolean {
  const role = world.roles.find((one) => one.arn === mapping.roleArn);
  if (!role || mapping.dn === null) return false;
  const trust = JSON.stringify(role.trustPolicy);
  if (mapping.mechanism === 'delegation') return trust.includes('ds.amazonaws.com');
  if (mapping.mechanism === 'identity-center') return true;
  const lab = isOfLab(mapping);
  const arn = lab
    ? 'arn:aws:iam::739461028853:saml-provider/HanbitADFSLab'
    : `arn:aws:iam::${mapping.account}:saml-provider/HanbitADFS`;
  return (
    trust.includes(`"${arn}"`) &&
    valueOf(world.estate.samlProviders).some((provider) => provider.arn === arn) &&
    (lab || isSecurity(world.byDn.get(mapping.dn)!))
  );
}

/** By claims: the main rules read account names out of the token, the lab's read cn and see every kind of group. */
function byName(world: World): Mapping[] {
  const rules = [
    { pattern: /^AWS-(\d{12})-(.+)$/i, attribute: 'sAMAccountName', everyKind: false },
    { pattern: /^AWSLAB-(\d{12})-(.+)$/, attribute: 'cn', everyKind: true },
  ];
  return world.objects
    .filter((object) => object.isGroup && object.source === world.forest)
    .flatMap((group) =>
      rules.flatMap(({ pattern, attribute, everyKind }): Mapping[] => {
        const [, account, role] = pattern.exec(text(group, attribute)) ?? [];
        if (account === undefined || role === undefined) return [];
        const members = membersOf(world, group);
        const roleArn = world.roles.find((one) => one.account === account && one.name === role)?.arn ?? null;
        return [
          {
            mechanism: 'saml',
            dn: group.dn,
            principal: text(group, 'sAMAccountName'),
            account,
            role,
            roleArn,
            ...members,
            arriving: everyKind || isSecurity(group) ? members.effective : [],
          },
        ];
      }),
    );
}

/** By delegation: those who stand in `member` themselves, or the user who is named. */
function byDelegation(world: World): Mapping[] {
  return world.delegations.map((assignment) => {
    const object = world.bySid.get(hex(sidBytes(assignment.principalSid)));
    const [, , , , account, path] = assignment.roleArn.split(':') as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const members = principalMembers(world, object);
    return {
      mechanism: 'delegation',
      dn: object?.dn ?? null,
      principal: assignment.principalName,
      account,
      role: path.slice(path.lastIndexOf('/') + 1),
      roleArn: world.roles.find((role) => role.arn === assignment.roleArn)?.arn ?? null,
      ...members,
      arriving: members.direct.filter((dn) => world.byDn.get(dn)?.isUser),
    };
  });
}

/** By assignment: those whom the synchronisation brought into the store. */
function byAssignment(world: World): Mapping[] {
  const { center } = world;
  const named = (name: string): WorldObject | undefined => {
    const [sam, domain] = name.split('@') as [string, string];
    const suffix = domain
      .split('.')
      .map((part) => `DC=${part}`)
      .join(',');
    return world.objects.find(
      (object) =>
        text(object, 'sAMAccountName') === sam &&
        object.dn.endsWith(suffix) &&
        !object.dn.endsWith(`DC=eu,${suffix}`) &&
        !object.dn.endsWith(`DC=cloud,${suffix}`) &&
        !object.dn.endsWith(`DC=lab,${suffix}`),
    );
  };
  const users = new Map(center.users.map((user) => [user.userId, named(user.userName)?.dn]));
  return center.assignments.map((assignment) => {
    const group = center.groups.find((one) => one.groupId === assignment.principalId);
    const user = center.users.find((one) => one.userId === assignment.principalId);
    const name = group?.displayName ?? user?.userName;
    const object = name === undefined ? undefined : named(name);
    const set = center.permissionSets.find((one) => one.arn === assignment.permissionSetArn)!;
    const role = world.roles.find(
      (one) => one.account === assignment.account && one.name.startsWith(`AWSReservedSSO_${set.name}_`),
    );
    const ids =
      user === undefined
        ? center.memberships.filter((one) => one.groupId === assignment.principalId).map((one) => one.userId)
        : [user.userId];
    return {
      mechanism: 'identity-center',
      dn: object?.dn ?? null,
      principal: name ?? assignment.principalId,
      account: assignment.account,
      role: set.name,
      roleArn: role?.arn ?? null,
      ...principalMembers(world, object),
      arriving: ids.flatMap((id) => users.get(id) ?? []),
    };
  });
}
