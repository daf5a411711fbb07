/**
 * A global catalog over several servers (facts: Global Catalog): one search spans all domains, the configuration and the
 * schema; only attributes of the partial set are there; members of other domains' groups only where the group is universal.
 */
import { isWithin, mapEntries, parentOf, refuse, sameDn, withoutAttributes, withValues, type Handler } from './handler.ts'; // prettier-ignore
import { done, isRootDse, valuesOf, type Entry, type Item, type Search } from './messages.ts';

export interface HeldContext {
  readonly dn: string;
  readonly handler: Handler;
  /** Of the catalog's own domain: whole memberships. The configuration is everybody's. */
  readonly own: boolean;
}

export interface CatalogOptions {
  readonly contexts: readonly HeldContext[];
  /** Contexts that a catalog never holds: application partitions. */
  readonly never: readonly string[];
  readonly rootDse: Handler;
  /** Names in lower case; with the constructed ones, which are computed and not held. */
  readonly partialSet: ReadonlySet<string>;
  /** DNs in lower case of universal groups of other domains. */
  readonly universal: ReadonlySet<string>;
  /** Groups of the own domain that objects of other domains are in, by DN in lower case. */
  readonly memberships: ReadonlyMap<string, readonly string[]>;
}

/** Attributes of the partial set where no schema says (MS-ADA1..3, isMemberOfPartialAttributeSet; those that matter here). */
export const defaultPartialSet: readonly string[] = [
  'cn', 'name', 'ou', 'dc', 'objectClass', 'objectCategory', 'objectGUID', 'objectSid', 'sIDHistory', 'distinguishedName',
  'sAMAccountName', 'sAMAccountType', 'userPrincipalName', 'userAccountControl', 'groupType', 'primaryGroupID', 'member',
  'memberOf', 'displayName', 'givenName', 'sn', 'mail', 'description', 'department', 'title', 'company', 'manager',
  'servicePrincipalName', 'dNSHostName', 'nTSecurityDescriptor', 'instanceType', 'uSNChanged', 'uSNCreated', 'whenCreated',
  'whenChanged', 'lastLogonTimestamp', 'msDS-Behavior-Version', 'showInAdvancedViewOnly', 'systemFlags', 'nCName', 'dnsRoot',
  'nETBIOSName', 'trustParent', 'isDeleted', 'legacyExchangeDN', 'employeeID',
]; // prettier-ignore

const universalBit = 0x8;

export function catalog(options: CatalogOptions): Handler {
  const { contexts, never, partialSet, universal, memberships } = options;

  /** The context that holds a DN: the deepest. */
  const holderOf = (dn: string): HeldContext | null =>
    contexts
      .filter((one) => isWithin(dn, one.dn))
      .reduce<HeldContext | null>(
        (best, one) => (best && best.dn.length >= one.dn.length ? best : one),
        null,
      );

  const partial = (entry: Entry, { own }: HeldContext, search: Search): Entry => {
    let out = entry;
    if (!own) {
      const type = Number(String(valuesOf(entry, 'groupType')[0] ?? universalBit));
      if ((type & universalBit) === 0) out = withoutAttributes(out, ['member']);
      const groups = valuesOf(entry, 'memberOf').map(String);
      const seen = [
        ...groups.filter((dn) => universal.has(dn.toLowerCase())),
        ...(asksMemberOf(search) ? (memberships.get(entry.dn.toLowerCase()) ?? []) : []),
      ];
      out = seen.length > 0 ? withValues(out, 'memberOf', seen) : withoutAttributes(out, ['memberOf']);
    }
    const asked = new Set(search.attributes.map((name) => name.toLowerCase()));
    const dropType = asked.size > 0 && !asked.has('*') && !asked.has('grouptype');
    return {
      ...out,
      attributes: out.attributes.filter(([name]) => {
        const lower = name.split(';')[0]!.toLowerCase();
        return partialSet.has(lower) && !(dropType && lower === 'grouptype');
      }),
    };
  };
  const asksMemberOf = ({ attributes }: Search): boolean =>
    attributes.length === 0 || attributes.some((name) => name === '*' || name.toLowerCase() === 'memberof');

  async function* inContext(context: HeldContext, search: Search): AsyncGenerator<Item, void> {
    const attributes = search.attributes.some((name) => name.toLowerCase() === 'member')
      ? [...search.attributes, 'groupType']
      : search.attributes;
    yield* mapEntries(context.handler({ ...search, attributes }), (entry) => partial(entry, context, search));
  }

  async function* answer(search: Search): AsyncGenerator<Item, void> {
    const parts: [HeldContext, Search][] = [];
    const holder = holderOf(search.base);
    if (holder) parts.push([holder, search]);
    if (search.scope > 0)
      for (const one of contexts) {
        if (sameDn(one.dn, search.base) || !isWithin(one.dn, search.base)) continue;
        if (search.scope === 2) parts.push([one, { ...search, base: one.dn }]);
        else if (sameDn(parentOf(one.dn), search.base))
          parts.push([one, { ...search, base: one.dn, scope: 0 }]);
      }
    if (parts.length === 0) {
      yield done(
        32,
        "0000208D: NameErr: DSID-0310028F, problem 2001 (NO_OBJECT), data 0, best match of:\n\t''\n\0",
      );
      return;
    }
    for (const [context, part] of parts)
      for await (const item of inContext(context, part)) {
        // A catalog holds what the references name, or never will.
        if (item.is === 'entry') yield item;
        else if (item.is === 'done' && item.code !== 0) {
          yield item;
          return;
        }
      }
    yield done(0);
  }

  return (search) => {
    if (isRootDse(search)) return options.rootDse(search);
    const elsewhere = never.find((context) => isWithin(search.base, context));
    if (elsewhere)
      return refuse(10, "0000202B: RefErr: DSID-0310084A, data 0, 1 access points\n\tref 1: 'domain'\n\0", [
        `ldap:///${encodeURI(elsewhere)}`,
      ])(search);
    return answer(search);
  };
}
