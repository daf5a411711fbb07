/** A domain under construction: objects are added parent first and get what every Active Directory object carries. */
import type { DirectoryEntry, RawValue } from '#domain/directory/object.ts';
import { dnValue, generalizedTime, guidBytes, sidBytes } from '../encode.ts';
import type { Ace } from '../encode.ts';
import { daysBefore, now } from '../plan.ts';
import type { DomainPlan } from '../plan.ts';
import { randomOf } from '../prng.ts';

export type Attributes = Record<string, RawValue[]>;
type Given = string | number | Uint8Array | readonly (string | Uint8Array)[] | undefined;

/** One object. `attributes` may still be changed until the domain's `entries` are taken. */
export interface Item {
  readonly dn: string;
  readonly sid: string | null;
  /** `<DNS domain>` of the naming context's owner. */
  readonly domain: DomainPlan;
  readonly attributes: Attributes;
}

export interface NewItem {
  readonly parent: string;
  readonly rdn?: 'CN' | 'OU' | 'DC';
  readonly name: string;
  /** Most special class last, as `objectClass` lists them after `top`. */
  readonly classes: readonly string[];
  /** A fixed RID, `next` for a fresh one, a whole SID, or nothing. */
  readonly sid?: number | 'next' | string;
  readonly created?: number | undefined;
  readonly changed?: number | undefined;
  readonly attributes?: Readonly<Record<string, Given>>;
}

/** First value of an attribute as text; '' when it is absent or binary. */
export function first(
  item: { readonly attributes: Readonly<Record<string, readonly RawValue[]>> },
  name: string,
): string {
  const value = item.attributes[name]?.[0];
  return typeof value === 'string' ? value : '';
}

export function set(item: Item, name: string, value: Given): void {
  if (value === undefined) delete item.attributes[name];
  else
    item.attributes[name] = Array.isArray(value)
      ? [...value]
      : [typeof value === 'number' ? String(value) : (value as RawValue)];
}

/** Adds to a multi-valued attribute. */
export function append(item: Item, name: string, ...values: RawValue[]): void {
  (item.attributes[name] ??= []).push(...values);
}

export class Domain {
  readonly plan: DomainPlan;
  /** Where objectCategory points: the forest's schema. */
  readonly schema: string;
  readonly items: Item[] = [];
  /** Security of the objects that have more than their class's default. */
  readonly explicit = new Map<Item, { owner: string; protectedDacl: boolean; aces: Ace[] }>();
  readonly #byDn = new Map<string, Item>();
  #nextRid = 1104;
  #usn = 12_300;

  constructor(plan: DomainPlan, schema: string) {
    this.plan = plan;
    this.schema = schema;
  }

  sidOf(rid: number): string {
    return `${this.plan.sid}-${rid}`;
  }

  find(dn: string): Item {
    const item = this.#byDn.get(dn);
    if (item === undefined) throw new Error(`no object ${dn} in ${this.plan.dns}`);
    return item;
  }

  has(dn: string): boolean {
    return this.#byDn.has(dn);
  }

  /** Adds an object under a parent that exists; an empty parent makes a naming context of `name` as it stands. */
  add(given: NewItem): Item {
    const rdn = given.rdn ?? 'CN';
    const dn = given.parent === '' ? given.name : `${rdn}=${dnValue(given.name)},${given.parent}`;
    if (given.parent !== '') this.find(given.parent);
    if (this.#byDn.has(dn)) throw new Error(`${dn} is there already`);
    const random = randomOf(`${this.plan.sid} ${dn}`);
    const sid =
      given.sid === undefined
        ? null
        : given.sid === 'next'
          ? this.sidOf(this.#nextRid++)
          : typeof given.sid === 'number'
            ? this.sidOf(given.sid)
            : given.sid;
    const created = given.created ?? daysBefore(random.between(900, 3200));
    const changed = given.changed ?? created + Math.floor(random.next() * (now - created));
    const shortName =
      given.parent === '' ? given.name.slice(given.name.indexOf('=') + 1).split(',')[0]! : given.name;
    this.#usn += random.between(1, 40);
    const category = categories[given.classes.at(-1)!] ?? given.classes.at(-1)!;
    const item: Item = { dn, sid, domain: this.plan, attributes: {} };
    set(item, 'objectClass', ['top', ...given.classes]);
    set(item, rdnOf(dn).toLowerCase(), shortName);
    set(item, 'name', shortName);
    set(item, 'distinguishedName', dn);
    set(item, 'instanceType', given.parent === '' ? 5 : 4);
    set(item, 'whenCreated', generalizedTime(created));
    set(item, 'whenChanged', generalizedTime(changed));
    set(item, 'uSNCreated', this.#usn);
    set(item, 'uSNChanged', this.#usn + random.between(0, 90_000));
    set(item, 'objectGUID', guidBytes(uuid(random.hex(32))));
    set(item, 'objectCategory', `CN=${category},${this.schema}`);
    if (sid !== null) set(item, 'objectSid', sidBytes(sid));
    for (const [name, value] of Object.entries(given.attributes ?? {})) set(item, name, value);
    this.items.push(item);
    this.#byDn.set(dn, item);
    return item;
  }

  ou(parent: string, name: string, description?: string): Item {
    return this.add({
      parent,
      rdn: 'OU',
      name,
      classes: ['organizationalUnit'],
      attributes: { description },
    });
  }

  container(parent: string, name: string): Item {
    return this.add({ parent, name, classes: ['container'], attributes: { showInAdvancedViewOnly: 'TRUE' } });
  }

  /** What an object's own security descriptor says, owned by Domain Admins unless said otherwise; see `settleDescriptors`. */
  secure(item: Item, aces: readonly Ace[], of: { owner?: string; protectedDacl?: boolean } = {}): void {
    this.explicit.set(item, {
      owner: of.owner ?? this.sidOf(512),
      protectedDacl: of.protectedDacl ?? false,
      aces: [...aces],
    });
  }

  /** The entries as a reader would get them, with the back links that a controller of this domain answers. */
  entries(): DirectoryEntry[] {
    for (const group of this.items) {
      for (const member of group.attributes['member'] ?? []) {
        const item = this.#byDn.get(member as string);
        if (item !== undefined) append(item, 'memberOf', group.dn);
      }
    }
    return this.items.map(({ dn, attributes }) => ({ dn, attributes }));
  }
}

/** Classes whose objectCategory names another class (defaultObjectCategory of the schema). */
const categories: Readonly<Record<string, string>> = {
  user: 'Person',
  contact: 'Person',
  group: 'Group',
  computer: 'Computer',
  organizationalUnit: 'Organizational-Unit',
  container: 'Container',
  domainDNS: 'Domain-DNS',
  builtinDomain: 'Builtin-Domain',
  foreignSecurityPrincipal: 'Foreign-Security-Principal',
  trustedDomain: 'Trusted-Domain',
  groupPolicyContainer: 'Group-Policy-Container',
  'msDS-GroupManagedServiceAccount': 'ms-DS-Group-Managed-Service-Account',
  'msDS-PasswordSettings': 'ms-DS-Password-Settings',
  'msDS-PasswordSettingsContainer': 'ms-DS-Password-Settings-Container',
  crossRef: 'Cross-Ref',
  crossRefContainer: 'Cross-Ref-Container',
  configuration: 'Configuration',
  dMD: 'DMD',
  classSchema: 'Class-Schema',
  attributeSchema: 'Attribute-Schema',
  controlAccessRight: 'Control-Access-Right',
  sitesContainer: 'Sites-Container',
  site: 'Site',
  server: 'Server',
  serversContainer: 'Servers-Container',
  nTDSDSA: 'NTDS-DSA',
  nTDSDSARO: 'NTDS-DSA-RO',
  'msDS-OptionalFeature': 'ms-DS-Optional-Feature',
  'msDS-QuotaContainer': 'ms-DS-Quota-Container',
  subnet: 'Subnet',
  subnetContainer: 'Subnet-Container',
  siteLink: 'Site-Link',
  interSiteTransport: 'Inter-Site-Transport',
  interSiteTransportContainer: 'Inter-Site-Transport-Container',
  rIDManager: 'RID-Manager',
  infrastructureUpdate: 'Infrastructure-Update',
  nTDSService: 'NTDS-Service',
};

const rdnOf = (dn: string): string => dn.slice(0, dn.indexOf('='));
export const uuid = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
