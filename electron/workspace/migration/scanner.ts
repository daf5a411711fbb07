/** What one entry tells a plan, looked at in its packed form: strings are made of what is rare alone. */
import { isFederationContainer, productClasses } from '#domain/compare/fit/products.ts';
import { isDefaultPolicy } from '#domain/compare/fit/defaultPolicies.ts';
import { oldSystems } from '#domain/directory/filter/builtIn.ts';
import { flag, type NameKind, type OtherKind } from '#domain/migration/facts.ts';
import { asciiNameHash, nameHash } from '#domain/migration/nameHash.ts';
import { PackedError } from '#packed/numbers.ts';
import { valueTags } from '#packed/page.ts';
import { EntryCursor } from '#packed/readPacked.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { kindCode } from '../schema/kinds.ts';
import { AccountTimes, controlFlags, isDisabled, isDomainLocalSecurity } from './accountFlags.ts';
import { integerAt } from './distinct.ts';
import { type Field, fieldNumbers, fields } from './fields.ts';
import type { Scan } from './scan.ts';

const systems = oldSystems.map((name) => name.toLowerCase());

export const principalKinds: ReadonlySet<number> = new Set([
  kindCode.user,
  kindCode.group,
  kindCode.computer,
  kindCode.serviceAccount,
  kindCode.contact,
]);

const otherClasses: Readonly<Record<string, OtherKind>> = {
  'msds-passwordsettings': 'passwordSettings',
  dnszone: 'dnsZones',
  site: 'sites',
  ...productClasses,
};

/** What is gathered of an entry while its attributes go by; used again for every entry. */
class Looked {
  lastClass = '';
  control: number | null = null;
  expires = 0;
  lastLogon = 0;
  groupType = 0;
  /** Of `scan.operatingSystems`; -1 = none. */
  system = -1;
  display = '';
  schemaFlags = 0;
  oid = '';
  links = 0;
  flags = 0;

  reset(): void {
    this.lastClass = '';
    this.control = null;
    this.expires = 0;
    this.lastLogon = 0;
    this.groupType = 0;
    this.system = -1;
    this.display = '';
    this.schemaFlags = 0;
    this.oid = '';
    this.links = 0;
    this.flags = 0;
  }
}

export class Scanner {
  readonly #scan: Scan;
  readonly #snapshot: SnapshotReader;
  readonly #domainOf: Int16Array;
  readonly #kinds: Int32Array;
  readonly #sidDomain: Int32Array;
  readonly #rid: Int32Array;
  readonly #fieldOf: Uint8Array;
  readonly #isPrincipal: Uint8Array;
  readonly #cursor = new EntryCursor();
  readonly #again = new EntryCursor();
  readonly #times: AccountTimes;
  readonly #looked = new Looked();
  /** By number of an operating system: whether it is out of support. */
  readonly #isOld: boolean[] = [];
  #bytes: Uint8Array = new Uint8Array(0);
  #text: Buffer = Buffer.alloc(0);
  #from = 0;
  #to = 0;

  constructor(snapshot: SnapshotReader, domainOf: Int16Array, scan: Scan) {
    this.#snapshot = snapshot;
    this.#domainOf = domainOf;
    this.#scan = scan;
    this.#kinds = snapshot.column('kind');
    this.#sidDomain = snapshot.column('sidDomain');
    this.#rid = snapshot.column('rid');
    this.#fieldOf = fieldNumbers(snapshot.attributeNames);
    this.#isPrincipal = Uint8Array.from({ length: 256 }, (_, kind) => Number(principalKinds.has(kind)));
    this.#times = new AccountTimes(snapshot.readAt);
  }

  look(id: number, bytes: Uint8Array, from: number, to: number): void {
    const cursor = this.#cursor;
    const looked = this.#looked;
    const { attributes, attributeUses } = this.#scan;
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    this.#from = from;
    this.#to = to;
    looked.reset();
    cursor.begin(bytes, from, to);
    const principal = this.#isPrincipal[this.#kinds[id]!] === 1;
    while (cursor.nextAttribute()) {
      const { attribute } = cursor;
      if (attribute >= this.#fieldOf.length) throw new PackedError('attribute');
      attributeUses[attribute]!++;
      if (principal) attributes[attribute]!++;
      const field = this.#fieldOf[attribute]!;
      if (field !== 0) this.#take(id, principal, fields[field - 1]!);
    }
    if (looked.links > 0) {
      this.#scan.others.groupPolicyLinks.push(id);
      this.#scan.policyLinks += looked.links;
    }
    if (principal) this.#judge(id);
    else this.#other(id);
  }

  /** Moves to the first value; false where it has none that stands in the entry. */
  #value(): boolean {
    return this.#cursor.nextValue() && this.#cursor.tag !== valueTags.shared;
  }

  #first(): string {
    return this.#value() ? this.#text.toString('utf8', this.#cursor.valueAt, this.#cursor.valueEnd) : '';
  }

  #integer(): number {
    return this.#value() ? integerAt(this.#bytes, this.#cursor.valueAt, this.#cursor.valueEnd) : 0;
  }

  *#all(cursor = this.#cursor): Generator<string, void> {
    while (cursor.nextValue())
      if (cursor.tag !== valueTags.shared) yield this.#text.toString('utf8', cursor.valueAt, cursor.valueEnd);
  }

  #take(id: number, principal: boolean, field: Field): void {
    const looked = this.#looked;
    const scan = this.#scan;
    switch (field) {
      case 'objectClass':
        looked.lastClass = this.#classes(id);
        break;
      case 'sAMAccountName':
        if (principal) this.#name(id, 'logonName');
        break;
      case 'userPrincipalName':
        if (principal) this.#principalName(id);
        break;
      case 'mail':
        if (principal) this.#name(id, 'mail');
        break;
      case 'userAccountControl':
        looked.control = this.#integer() | 0;
        break;
      case 'accountExpires':
        looked.expires = this.#integer();
        break;
      case 'lastLogonTimestamp':
        looked.lastLogon = this.#integer();
        break;
      case 'groupType':
        looked.groupType = this.#integer() | 0;
        break;
      case 'operatingSystem':
        if (principal && this.#value())
          looked.system = scan.operatingSystems.add(this.#text, this.#cursor.valueAt, this.#cursor.valueEnd);
        break;
      case 'servicePrincipalName':
        looked.flags |= flag.servicePrincipal;
        break;
      case 'msDS-AllowedToDelegateTo':
        looked.flags |= flag.constrained;
        for (const name of this.#all()) scan.delegatesTo.push([id, name.toLowerCase()]);
        break;
      case 'msDS-AllowedToActOnBehalfOfOtherIdentity':
        looked.flags |= flag.resourceBased;
        this.#descriptor(id);
        break;
      case 'msDS-GroupMSAMembership':
        this.#descriptor(id);
        break;
      case 'msDS-HostServiceAccount':
        for (const name of this.#all()) scan.hosts.push([id, name]);
        break;
      case 'sIDHistory':
        looked.flags |= flag.sidHistory;
        break;
      case 'userCertificate':
        looked.flags |= flag.certificate;
        break;
      case 'altSecurityIdentities':
        looked.flags |= flag.nameMapping;
        break;
      case 'msDS-KeyCredentialLink':
        looked.flags |= flag.keyCredential;
        break;
      case 'homeMDB':
      case 'msExchMailboxGuid':
      case 'msExchRecipientTypeDetails':
        looked.flags |= flag.exchange;
        break;
      case 'managedBy':
        scan.managedBy.push([id, this.#first()]);
        break;
      case 'isCriticalSystemObject':
        if (this.#first().toUpperCase() === 'TRUE') looked.flags |= flag.own;
        break;
      case 'gPLink':
        looked.links = this.#first().match(/\[LDAP:/gi)?.length ?? 0;
        break;
      case 'lDAPDisplayName':
        looked.display = this.#first();
        break;
      case 'systemFlags':
        looked.schemaFlags = this.#integer() | 0;
        break;
      case 'attributeID':
      case 'governsID':
        looked.oid = this.#first();
        break;
    }
  }

  #classes(id: number): string {
    const cursor = this.#cursor;
    const { attribute, at } = cursor;
    while (cursor.nextValue());
    const inDomain = this.#domainOf[id]! >= 0;
    return this.#scan.classes.add(this.#bytes, at, cursor.at, inDomain, () => {
      const again = this.#again;
      again.begin(this.#bytes, this.#from, this.#to);
      while (again.nextAttribute()) if (again.attribute === attribute) return [...this.#all(again)];
      return [];
    });
  }

  #hash(from: number, to: number): number {
    return asciiNameHash(this.#bytes, from, to) ?? nameHash(this.#text.toString('utf8', from, to));
  }

  #name(id: number, kind: NameKind): void {
    if (!this.#value()) return;
    const { valueAt, valueEnd } = this.#cursor;
    if (valueEnd > valueAt) this.#scan.names[kind][id] = this.#hash(valueAt, valueEnd);
  }

  #principalName(id: number): void {
    if (!this.#value()) return;
    const { valueAt, valueEnd } = this.#cursor;
    if (valueEnd === valueAt) return;
    const { names } = this.#scan;
    names.principalName[id] = this.#hash(valueAt, valueEnd);
    let at = valueEnd - 1;
    while (at >= valueAt && this.#bytes[at] !== 0x40) at--;
    names.principalPrefix[id] = this.#hash(valueAt, at < valueAt ? valueEnd : at);
    if (at >= valueAt && !this.#isBuiltIn(id)) this.#scan.suffixes.add(this.#text, at + 1, valueEnd);
  }

  /** Accounts and groups that every domain is made with (facts/active-directory.md §6). */
  #isBuiltIn(id: number): boolean {
    const rid = this.#rid[id]! >>> 0;
    return this.#sidDomain[id]! > 0 && rid > 0 && rid < 1000;
  }

  #descriptor(id: number): void {
    const cursor = this.#cursor;
    if (!cursor.nextValue()) return;
    const bytes =
      cursor.tag === valueTags.shared
        ? this.#snapshot.shared(cursor.shared)
        : new Uint8Array(this.#text.subarray(cursor.valueAt, cursor.valueEnd));
    this.#scan.actors.push([id, bytes]);
  }

  #judge(id: number): void {
    const { control, flags: seen, lastLogon, expires, groupType, system } = this.#looked;
    const kind = this.#kinds[id]!;
    let flags = seen | this.#times.expiry(expires);
    if (this.#isBuiltIn(id)) flags |= flag.own;
    if (control !== null) flags |= controlFlags(control);
    const isUser = kind === kindCode.user;
    const enabled = control === null || !isDisabled(control);
    if (enabled && (isUser || kind === kindCode.computer))
      flags |= this.#times.signIn(lastLogon, isUser && control !== null);
    if (kind === kindCode.group && isDomainLocalSecurity(groupType)) flags |= flag.domainLocal;
    if (system >= 0 && this.#isOldSystem(system)) flags |= flag.oldSystem;
    if ((flags & flag.servicePrincipal) !== 0) this.#scan.named.push(id);
    this.#scan.flags[id] = flags;
  }

  #isOldSystem(number: number): boolean {
    return (this.#isOld[number] ??= (() => {
      const folded = this.#scan.operatingSystems.textOf(number).toLowerCase();
      return systems.some((name) => folded.includes(name));
    })());
  }

  #other(id: number): void {
    const { others, schema } = this.#scan;
    const { lastClass, display, schemaFlags, oid } = this.#looked;
    if (this.#kinds[id] === kindCode.policy && !isDefaultPolicy(this.#dn())) others.groupPolicies.push(id);
    const which = Object.hasOwn(otherClasses, lastClass) ? otherClasses[lastClass] : undefined;
    if (which) others[which].push(id);
    else if (lastClass === 'container' && isFederationContainer(this.#dn()))
      others.federationServices.push(id);
    else if ((lastClass === 'attributeschema' || lastClass === 'classschema') && display !== '')
      schema.push({
        name: display,
        isClass: lastClass === 'classschema',
        base: (schemaFlags & 0x10) !== 0,
        oid,
      });
  }

  #dn(): string {
    return this.#text.toString('utf8', this.#cursor.dnAt, this.#cursor.dnEnd);
  }
}
