/** A group as claim rules see it. */
import type { GroupForm } from '../../claims/run/store.ts';
import { dnsNameOf } from '../../directory/dnKey.ts';
import { DnSyntaxError } from '../../directory/dn.ts';
import type { DirectoryPrincipal } from '../input.ts';

export type RuleGroup = DirectoryPrincipal;

/** How `tokenGroups` names the group in one of its forms; null = a part of it is not known. */
export function groupValue(group: RuleGroup, form: GroupForm): string | null {
  if (form === 'unqualified') return group.name;
  if (form === 'sid') return group.sid;
  const domain = form === 'domainQualified' ? (group.netbios ?? null) : domainOf(group);
  return domain === null ? null : `${domain}\\${group.name}`;
}

/** DNS name, in the case of the name. */
function domainOf({ dn }: RuleGroup): string | null {
  try {
    return dnsNameOf(dn);
  } catch (error) {
    if (error instanceof DnSyntaxError) return null;
    throw error;
  }
}

/** What is known of the group, by attribute in lower case. */
export function attributesOfGroup(group: RuleGroup): ReadonlyMap<string, readonly string[]> {
  const { name, cn, dn, sid, groupType } = group;
  const known: [string, string[]][] = [
    ['samaccountname', [name]],
    ['distinguishedname', [dn]],
    ['objectclass', ['top', 'group']],
    ['objectcategory', ['CN=Group,CN=Schema,CN=Configuration']],
  ];
  if (cn !== undefined) known.push(['cn', [cn]], ['name', [cn]]);
  if (sid !== null) known.push(['objectsid', [sid]]);
  if (groupType !== null) known.push(['grouptype', [String(groupType)]]);
  return new Map(known);
}
