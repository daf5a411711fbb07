/** One pass over all entries of a snapshot: what each tells a plan, in columns by object id, and lists of what is rare. */
import { oldSystems } from '#domain/directory/filter/builtIn.ts';
import { flag, type NameKind, nameHash, type OtherKind } from '#domain/migration/facts.ts';
import { PackedError } from '#packed/numbers.ts';
import { valueTags } from '#packed/page.ts';
import { EntryCursor } from '#packed/readPacked.ts';
import { blockSize, visitPacked } from '../query/packedScan.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { kindCode } from '../schema/kinds.ts';
import type { Database } from '../sqlite.ts';
import { type Field, fieldNumbers, fields } from './fields.ts';

const day = 86_400_000;
/** As the built-in queries have it. */
const staleDays = 90;
const epochMs = 11_644_473_600_000;
const bits = {
  disabled: 0x2,
  interdomainTrust: 0x800,
  serverTrust: 0x2000,
  smartcard: 0x4_0000,
  delegation: 0x8_0000,
  noPreAuthentication: 0x40_0000,
  readOnlyController: 0x400_0000,
};
const domainLocalSecurity = { scope: 0x4, security: 0x8000_0000 | 0 };
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
  msexchorganizationcontainer: 'exchange',
  pkienrollmentservice: 'certificationAuthorities',
};
const federation = /^CN=ADFS,CN=Microsoft,CN=Program Data,/i;

/** A schema object: its name for LDAP, whether it says that it is of the base schema, and its OID. */
export interface SchemaObject {
  readonly name: string;
  readonly isClass: boolean;
  readonly base: boolean;
  readonly oid: string;
}

export interface Scan {
  readonly flags: Int32Array;
  readonly names: Readonly<Record<NameKind, Float64Array>>;
  readonly others: Readonly<Record<OtherKind, number[]>>;
  policyLinks: number;
  readonly suffixes: Map<string, number>;
  readonly operatingSystems: Map<string, number>;
  readonly classes: Map<string, number>;
  /** By attribute number. */
  readonly attributes: Int32Array;
  readonly schema: SchemaObject[];
  /** Object id and the DN it names. */
  readonly managedBy: [number, string][];
  readonly hosts: [number, string][];
  /** Object id and the SPN it may act towards, lower case. */
  readonly delegatesTo: [number, string][];
  /** Object id and the bytes of a descriptor that says who may act towards it. */
  readonly actors: [number, Uint8Array][];
  /** Ids with a servicePrincipalName. */
  readonly named: number[];
}

const empty = (length: number, attributes: number): Scan => ({
  flags: new Int32Array(length),
  names: {
    logonName: new Float64Array(length),
    principalName: new Float64Array(length),
    principalPrefix: new Float64Array(length),
    mail: new Float64Array(length),
  },
  others: {
    groupPolicies: [],
    groupPolicyLinks: [],
    passwordSettings: [],
    dnsZones: [],
    sites: [],
    exchange: [],
    certificationAuthorities: [],
    federationServices: [],
  },
  policyLinks: 0,
  suffixes: new Map(),
  operatingSystems: new Map(),
  classes: new Map(),
  attributes: new Int32Array(attributes + 1),
  schema: [],
  managedBy: [],
  hosts: [],
  delegatesTo: [],
  actors: [],
  named: [],
});

const count = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};

/** What one entry tells, gathered while its attributes go by; used again for every entry. */
class Looked {
  lastClass = '';
  logonName = '';
  principalName = '';
  mail = '';
  control: number | null = null;
  expires = '';
  lastLogon = '';
  groupType = 0;
  system = '';
  display = '';
  schemaFlags = 0;
  oid = '';
  links = 0;
  flags = 0;

  reset(): void {
    this.lastClass = '';
    this.logonName = '';
    this.principalName = '';
    this.mail = '';
    this.control = null;
    this.expires = '';
    this.lastLogon = '';
    this.groupType = 0;
    this.system = '';
    this.display = '';
    this.schemaFlags = 0;
    this.oid = '';
    this.links = 0;
    this.flags = 0;
  }
}

/** Goes over the snapshot in steps of some milliseconds; each says how many objects were looked at. */
export function* scanSnapshot(
  db: Database,
  snapshot: SnapshotReader,
  domainOf: Int16Array,
): Generator<number, Scan, void> {
  const scanner = new Scanner(snapshot, domainOf);
  const parent = snapshot.column('parent');
  const all = new Int32Array(parent.length);
  let length = 0;
  for (let id = 1; id < parent.length; id++) if (parent[id]! >= 0) all[length++] = id;
  const ids = all.subarray(0, length);
  for (let at = 0; at < length; at += blockSize) {
    yield at;
    try {
      visitPacked(db, snapshot, ids.subarray(at, at + blockSize), (id, bytes, from, to) =>
        scanner.look(id, bytes, from, to),
      );
    } catch (error) {
      if (error instanceof PackedError) throw snapshot.damaged(`values of objects from ${ids[at]!}`);
      throw error;
    }
  }
  return scanner.scan;
}

class Scanner {
  readonly scan: Scan;
  readonly #snapshot: SnapshotReader;
  readonly #domainOf: Int16Array;
  readonly #kinds: Int32Array;
  readonly #sidDomain: Int32Array;
  readonly #rid: Int32Array;
  readonly #fieldOf: Uint8Array;
  readonly #cursor = new EntryCursor();
  readonly #now: number;
  readonly #staleBefore: number;
  readonly #looked = new Looked();
  #bytes: Uint8Array = new Uint8Array(0);
  #text: Buffer = Buffer.alloc(0);

  constructor(snapshot: SnapshotReader, domainOf: Int16Array) {
    this.#snapshot = snapshot;
    this.#domainOf = domainOf;
    this.#kinds = snapshot.column('kind');
    this.#sidDomain = snapshot.column('sidDomain');
    this.#rid = snapshot.column('rid');
    this.#fieldOf = fieldNumbers(snapshot.attributeNames);
    this.#now = (Date.parse(snapshot.readAt) + epochMs) * 10_000;
    this.#staleBefore = this.#now - staleDays * day * 10_000;
    this.scan = empty(this.#kinds.length, snapshot.attributeNames.length);
  }

  look(id: number, bytes: Uint8Array, from: number, to: number): void {
    const cursor = this.#cursor;
    const looked = this.#looked;
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    looked.reset();
    cursor.begin(bytes, from, to);
    const principal = principalKinds.has(this.#kinds[id]!);
    const inDomain = this.#domainOf[id]! >= 0;
    while (cursor.nextAttribute()) {
      const { attribute } = cursor;
      if (attribute >= this.#fieldOf.length) throw new PackedError('attribute');
      if (principal) this.scan.attributes[attribute]!++;
      const field = this.#fieldOf[attribute]!;
      if (field !== 0) this.#take(id, fields[field - 1]!);
    }
    if (inDomain && looked.lastClass !== '') count(this.scan.classes, looked.lastClass);
    if (looked.links > 0) {
      this.scan.others.groupPolicyLinks.push(id);
      this.scan.policyLinks += looked.links;
    }
    if (principal) this.#judge(id);
    else this.#other(id);
  }

  #first(): string {
    const cursor = this.#cursor;
    return cursor.nextValue() && cursor.tag !== valueTags.shared
      ? this.#text.toString('utf8', cursor.valueAt, cursor.valueEnd)
      : '';
  }

  *#all(): Generator<string, void> {
    const cursor = this.#cursor;
    while (cursor.nextValue())
      if (cursor.tag !== valueTags.shared) yield this.#text.toString('utf8', cursor.valueAt, cursor.valueEnd);
  }

  #take(id: number, field: Field): void {
    const looked = this.#looked;
    const { scan } = this;
    switch (field) {
      case 'objectClass':
        // The most derived class is the last one ([MS-ADTS] 3.1.1.1.4).
        for (const name of this.#all()) looked.lastClass = name;
        break;
      case 'sAMAccountName':
        looked.logonName = this.#first();
        break;
      case 'userPrincipalName':
        looked.principalName = this.#first();
        break;
      case 'mail':
        looked.mail = this.#first();
        break;
      case 'userAccountControl':
        looked.control = Number(this.#first()) | 0;
        break;
      case 'accountExpires':
        looked.expires = this.#first();
        break;
      case 'lastLogonTimestamp':
        looked.lastLogon = this.#first();
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
      case 'groupType':
        looked.groupType = Number(this.#first()) | 0;
        break;
      case 'operatingSystem':
        looked.system = this.#first();
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
        looked.schemaFlags = Number(this.#first()) | 0;
        break;
      case 'attributeID':
      case 'governsID':
        looked.oid = this.#first();
        break;
    }
  }

  #descriptor(id: number): void {
    const cursor = this.#cursor;
    if (!cursor.nextValue()) return;
    const bytes =
      cursor.tag === valueTags.shared
        ? this.#snapshot.shared(cursor.shared)
        : new Uint8Array(this.#text.subarray(cursor.valueAt, cursor.valueEnd));
    this.scan.actors.push([id, bytes]);
  }

  #judge(id: number): void {
    const looked = this.#looked;
    const { scan } = this;
    const kind = this.#kinds[id]!;
    let { flags } = looked;
    // Accounts and groups that every domain is made with (facts/active-directory.md §6).
    const rid = this.#rid[id]! >>> 0;
    if (this.#sidDomain[id]! > 0 && rid > 0 && rid < 1000) flags |= flag.own;
    const { control } = looked;
    if (control !== null) flags |= controlFlags(control);
    const isUser = kind === kindCode.user;
    const enabled = control === null || (control & bits.disabled) === 0;
    if (enabled && (isUser || kind === kindCode.computer)) {
      const last = Number(looked.lastLogon || '0');
      if (last > 0 && last <= this.#staleBefore) flags |= flag.stale;
      else if (last === 0 && isUser && control !== null) flags |= flag.neverSignedIn;
    }
    const expires = Number(looked.expires || '0');
    if (expires > 0 && expires <= this.#now) flags |= flag.expired;
    if (kind === kindCode.group) {
      const { groupType } = looked;
      const local =
        (groupType & domainLocalSecurity.scope) !== 0 && (groupType & domainLocalSecurity.security) !== 0;
      if (local) flags |= flag.domainLocal;
    }
    if (looked.system !== '') {
      const folded = looked.system.toLowerCase();
      if (systems.some((name) => folded.includes(name))) flags |= flag.oldSystem;
      count(scan.operatingSystems, looked.system);
    }
    if ((flags & flag.servicePrincipal) !== 0) scan.named.push(id);
    scan.flags[id] = flags;
    if (looked.logonName !== '') scan.names.logonName[id] = nameHash(looked.logonName);
    if (looked.mail !== '') scan.names.mail[id] = nameHash(looked.mail);
    if (looked.principalName !== '') {
      const { principalName } = looked;
      const at = principalName.lastIndexOf('@');
      scan.names.principalName[id] = nameHash(principalName);
      scan.names.principalPrefix[id] = nameHash(at < 0 ? principalName : principalName.slice(0, at));
      if (at >= 0 && (flags & flag.own) === 0)
        count(scan.suffixes, principalName.slice(at + 1).toLowerCase());
    }
  }

  #other(id: number): void {
    const { others, schema } = this.scan;
    const looked = this.#looked;
    const folded = looked.lastClass.toLowerCase();
    if (this.#kinds[id] === kindCode.policy) others.groupPolicies.push(id);
    const which = Object.hasOwn(otherClasses, folded) ? otherClasses[folded] : undefined;
    if (which) others[which].push(id);
    else if (folded === 'container' && federation.test(this.#dn())) others.federationServices.push(id);
    else if ((folded === 'attributeschema' || folded === 'classschema') && looked.display !== '')
      schema.push({
        name: looked.display,
        isClass: folded === 'classschema',
        base: (looked.schemaFlags & 0x10) !== 0,
        oid: looked.oid,
      });
  }

  #dn(): string {
    return this.#text.toString('utf8', this.#cursor.dnAt, this.#cursor.dnEnd);
  }
}

function controlFlags(control: number): number {
  let flags = 0;
  if ((control & bits.disabled) !== 0) flags |= flag.disabled;
  if ((control & bits.interdomainTrust) !== 0) flags |= flag.own;
  if ((control & bits.serverTrust) !== 0) flags |= flag.own | flag.controller;
  if ((control & bits.readOnlyController) !== 0)
    flags |= flag.own | flag.controller | flag.readOnlyController;
  if ((control & bits.smartcard) !== 0) flags |= flag.smartcard;
  if ((control & bits.delegation) !== 0) flags |= flag.unconstrained;
  if ((control & bits.noPreAuthentication) !== 0) flags |= flag.noPreAuthentication;
  return flags;
}
