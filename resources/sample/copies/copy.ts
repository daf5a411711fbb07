/** Copies a unit with all below it into another domain, as a migration does: new SIDs and GUIDs, links carried over. */
import { daysBefore } from '../plan.ts';
import { set } from '../forest/domain.ts';
import type { Domain, Item } from '../forest/domain.ts';
import { dnValue } from '../encode.ts';

/** What belongs to the one directory and not to the object: never carried over, and no difference. */
export const ownToDirectory: ReadonlySet<string> = new Set([
  'objectGUID',
  'objectSid',
  'sIDHistory',
  'objectCategory',
  'distinguishedName',
  'nTSecurityDescriptor',
  'instanceType',
  'whenCreated',
  'whenChanged',
  'uSNCreated',
  'uSNChanged',
  'memberOf',
  'pwdLastSet',
  'lastLogonTimestamp',
  'lockoutTime',
  'badPwdCount',
  'logonCount',
  'msDS-User-Account-Control-Computed',
]);
/** Attributes whose values are names of other objects. */
export const linkAttributes: ReadonlySet<string> = new Set(['member', 'manager', 'managedBy']);

export interface Copy {
  /** Copied object by its DN in the forest. */
  readonly items: ReadonlyMap<string, Item>;
  readonly forestBase: string;
  readonly copyBase: string;
}

export interface CopyPlan {
  readonly from: Domain;
  /** DN of the unit to copy. */
  readonly unit: string;
  readonly to: Domain;
  readonly parent: string;
  /** DNs left out. */
  readonly without: ReadonlySet<string>;
  /** DN → where the copy stands instead, or what it is called. */
  readonly placed: ReadonlyMap<string, { readonly parent?: string; readonly name?: string }>;
}

export function copyUnit(plan: CopyPlan): Copy {
  const items = new Map<string, Item>();
  const sources = plan.from.items.filter(
    (item) => item.dn === plan.unit || item.dn.endsWith(`,${plan.unit}`),
  );
  for (const source of sources) {
    if (plan.without.has(source.dn)) continue;
    const rdn = source.dn.slice(0, source.dn.indexOf('=')) as 'CN' | 'OU';
    const name = plan.placed.get(source.dn)?.name ?? (source.attributes['name']![0] as string);
    const sourceParent = source.dn.slice(
      `${rdn}=${dnValue(source.attributes['name']![0] as string)},`.length,
    );
    const parent =
      source.dn === plan.unit
        ? plan.parent
        : (plan.placed.get(source.dn)?.parent ?? items.get(sourceParent)!.dn);
    const carried = Object.entries(source.attributes).filter(
      ([attribute]) =>
        !ownToDirectory.has(attribute) &&
        !linkAttributes.has(attribute) &&
        !['objectClass', 'cn', 'ou', 'name'].includes(attribute),
    );
    const classes = source.attributes['objectClass']!.slice(1) as string[];
    const item = plan.to.add({
      parent,
      rdn,
      name,
      classes,
      ...(source.sid === null ? {} : { sid: 'next' as const }),
      created: daysBefore(75),
      changed: daysBefore(31),
    });
    for (const [attribute, values] of carried) item.attributes[attribute] = [...values];
    items.set(source.dn, item);
  }
  for (const source of sources) {
    const item = items.get(source.dn);
    if (item === undefined) continue;
    for (const attribute of linkAttributes) {
      const links = source.attributes[attribute];
      if (links !== undefined)
        set(
          item,
          attribute,
          links.map((dn) => items.get(dn as string)!.dn),
        );
    }
  }
  return { items, forestBase: plan.unit, copyBase: items.get(plan.unit)!.dn };
}
