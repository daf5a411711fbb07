import type { ObjectList } from '#contract/index.ts';
import type { ObjectKind } from '#domain/directory/object.ts';
import { escapeValue } from '#domain/directory/filter/value.ts';

/** The names that a line above a list looks in. */
const looked = ['name', 'sAMAccountName', 'displayName', 'mail', 'userPrincipalName', 'description'];

/** A filter that text typed above a list stands for. */
export const holdsText = (text: string): string =>
  `(|${looked.map((name) => `(${name}=*${escapeValue(text)}*)`).join('')})`;

/** Objects of a kind, as a filter says it. */
const ofKind: Record<ObjectKind, string> = {
  domain: '(objectClass=domainDNS)',
  organizationalUnit: '(objectClass=organizationalUnit)',
  container: '(objectClass=container)',
  user: '(&(objectClass=user)(!(objectClass=computer)))',
  group: '(objectClass=group)',
  computer: '(objectClass=computer)',
  serviceAccount:
    '(|(objectClass=msDS-GroupManagedServiceAccount)(objectClass=msDS-ManagedServiceAccount)(objectClass=msDS-DelegatedManagedServiceAccount))',
  contact: '(objectClass=contact)',
  foreignSecurityPrincipal: '(objectClass=foreignSecurityPrincipal)',
  policy: '(|(objectClass=groupPolicyContainer)(objectClass=msDS-PasswordSettings))',
  trust: '(objectClass=trustedDomain)',
  other: '(objectClass=*)',
};

/**
 * The list without the rows that do not hold a text. `dn` is that of the container whose children are listed; a list that
 * cannot be asked for so stays whole.
 */
export function filteredList(list: ObjectList, text: string, dn: string | null): ObjectList {
  const needle = text.trim();
  if (needle === '') return list;
  const { snapshotId, sort } = list;
  const query = (filter: string, base: string | null, scope: 'one' | 'sub'): ObjectList => ({
    of: 'query',
    snapshotId,
    base,
    scope,
    filter,
    ...(sort === undefined ? {} : { sort }),
  });
  switch (list.of) {
    case 'children':
      return dn === null ? list : query(holdsText(needle), dn, 'one');
    case 'kind':
      return query(
        `(&(|${list.kinds.map((kind) => ofKind[kind]).join('')})${holdsText(needle)})`,
        null,
        'sub',
      );
    case 'query':
      return { ...list, filter: `(&${list.filter}${holdsText(needle)})` };
    default:
      return list;
  }
}
