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

const classes = ['top', 'group'];
const category = ['CN=Group,CN=Schema,CN=Configuration'];

/** Values of one attribute, named in lower case; undefined = it is not known. */
export function attributeOfGroup(group: RuleGroup, attribute: string): readonly string[] | undefined {
  const { name, cn, dn, sid, groupType } = group;
  switch (attribute) {
    case 'samaccountname':
      return [name];
    case 'distinguishedname':
      return [dn];
    case 'objectclass':
      return classes;
    case 'objectcategory':
      return category;
    case 'cn':
    case 'name':
      return cn === undefined ? undefined : [cn];
    case 'objectsid':
      return sid === null ? undefined : [sid];
    case 'grouptype':
      return groupType === null ? undefined : [String(groupType)];
    default:
      return undefined;
  }
}
