/** Well-known containers: wellKnownObjects and otherWellKnownObjects of a domain's head ([MS-ADTS] 6.1.1.4). */
import { textsOf } from '../../directory/values.ts';
import type { ForestEntry } from '../../forest/input.ts';
import type { WellKnownContainer } from './model.ts';

/** GUID as stored in hex → the container, and the name that domains begin with. */
const known: Readonly<Record<string, readonly [WellKnownContainer, string]>> = {
  A9D1CA15768811D1ADED00C04FD8D5CD: ['users', 'CN=Users'],
  AA312825768811D1ADED00C04FD8D5CD: ['computers', 'CN=Computers'],
  A361B2FFFFD211D1AA4B00C04FD7D83A: ['domainControllers', 'OU=Domain Controllers'],
  '22B70C67D56E4EFB91E9300FCA3DC1AA': ['foreignSecurityPrincipals', 'CN=ForeignSecurityPrincipals'],
  '18E2EA80684F11D2B9AA00C04F79F805': ['deletedObjects', 'CN=Deleted Objects'],
  AB8153B7768811D1ADED00C04FD8D5CD: ['lostAndFound', 'CN=LostAndFound'],
  '2FBAC1870ADE11D297C400C04FD8D5CD': ['infrastructure', 'CN=Infrastructure'],
  AB1D30F3768811D1ADED00C04FD8D5CD: ['system', 'CN=System'],
  '09460C08AE1E4A4EA0F64AEE7DAA1E5A': ['programData', 'CN=Program Data'],
  F4BE92A4C777485E878E9421D53087DB: ['microsoftProgramData', 'CN=Microsoft,CN=Program Data'],
  '6227F0AF1FC2410D8E3BB10615BB5B0F': ['quotas', 'CN=NTDS Quotas'],
  '1EB93889E40C45DF9F0C64D23BBB6237': ['managedServiceAccounts', 'CN=Managed Service Accounts'],
};

export interface Container {
  /** Relative to the domain, as stored. */
  name: string;
  redirected: boolean;
}

/** DN-Binary (RFC 4517 has none; [MS-ADTS] 3.1.1.2.2.2.3): `B:32:<hex>:<DN>`. */
const dnBinary = /^B:32:([0-9A-F]{32}):(.+)$/is;

/** The containers that the head names; null where it came without any (every Active Directory names them). */
export function containersOf(head: ForestEntry): Map<WellKnownContainer, Container> | null {
  const values = [...textsOf(head, 'wellKnownObjects'), ...textsOf(head, 'otherWellKnownObjects')];
  if (values.length === 0) return null;
  const found = new Map<WellKnownContainer, Container>();
  const end = `,${head.dn}`.toLowerCase();
  for (const value of values) {
    const [, hex = '', dn = ''] = dnBinary.exec(value) ?? [];
    const row = known[hex.toUpperCase()];
    if (!row || found.has(row[0])) continue;
    const name = dn.toLowerCase().endsWith(end) ? dn.slice(0, -end.length) : dn;
    found.set(row[0], { name, redirected: name.toLowerCase() !== row[1].toLowerCase() });
  }
  return found;
}
