/**
 * A seeded directory like a large company's Active Directory, as LDIF for `slapadd`: what AD gives of an object by `*`,
 * about 2 KB a user on the wire. Users, computers and groups come in the order of their making, which is no order of places.
 */
import { guidToText } from '#domain/directory/guid.ts';
import { sidToBytes } from '#domain/directory/sid.ts';
import { descriptor } from './descriptor.ts';
import { scattered } from './seeded.ts';
import { memberOfLists, type Shape } from './shape.ts';

/** Attribute types in lower case, as slapd spells them: an entry's DN and what refers to it are the same bytes, as in AD. */
export const baseDn = 'dc=corp,dc=example';
export const bigContainerDn = `ou=Contractors,${baseDn}`;
const domainSid = 'S-1-5-21-1111111111-2222222222-3333333333';
const given = ['Anna', 'Omar', 'Ruth', 'Kai', 'Inès', 'Tom', 'Olga', 'Jörg', 'Mina', 'Paul', 'Zoë', 'Ivan'];
const family = [
  'Novak',
  'Smith',
  'García',
  'Weber',
  'Rossi',
  'Tanaka',
  'Okafor',
  'Silva',
  'Müller',
  'Lindqvist',
];
const givenKorean = ['민준', '서연', '도윤', '지우', '하은', '준서', '수아'];
const familyKorean = ['김', '이', '박', '최', '정', '강', '조'];
const departments = ['Finance', 'Engineering', 'Sales', 'Legal', '연구소', 'Logistics', 'Support'];
const titles = ['Analyst', 'Engineer', 'Manager', 'Director', '책임연구원', 'Assistant', 'Architect'];
const purposes = ['Readers', 'Owners', 'Editors', 'Admins', 'Visitors', 'Auditors'];
const accounts = ['111122223333', '222233334444', '333344445555'];

const at = (list: readonly string[], n: number): string => list[n % list.length]!;
/** FILETIME, within three years before 2026-11. */
const fileTime = (n: number): string =>
  String(134_074_000_000_000_000n - BigInt(n % 94_608_000) * 10_000_000n);
const generalizedTime = (n: number): string =>
  `${new Date(Date.UTC(2019, 0, 1) + (n % 240_000_000) * 1000)
    .toISOString()
    .replace(/[-:T]/g, '')
    .slice(0, 14)}.0Z`;

export class Tree {
  readonly shape: Shape;
  readonly #computers: number;

  constructor(shape: Shape) {
    this.shape = shape;
    this.#computers = Math.round(shape.leaves * 0.15);
  }

  /** Contractors and computers are spread evenly over all leaves. */
  #isContractor(leaf: number): boolean {
    const { contractors, leaves } = this.shape;
    return Math.floor(((leaf + 1) * contractors) / leaves) > Math.floor((leaf * contractors) / leaves);
  }

  #isComputer(leaf: number): boolean {
    const others = this.shape.leaves;
    const computers = this.#computers;
    return (
      !this.#isContractor(leaf) &&
      Math.floor(((leaf + 1) * computers) / others) > Math.floor((leaf * computers) / others)
    );
  }

  teamDn(team: number): string {
    const department = Math.floor(team / 10);
    return `ou=Team ${team},ou=${at(departments, department)} ${department},ou=Division ${Math.floor(department / 10)},ou=Units,${baseDn}`;
  }

  #nameOf(leaf: number): { readonly given: string; readonly family: string } {
    const h = scattered(leaf);
    const korean = h % 20 === 0;
    return {
      given: at(korean ? givenKorean : given, h >>> 5),
      family: at(korean ? familyKorean : family, h >>> 12),
    };
  }

  leafName(leaf: number): string {
    if (this.#isComputer(leaf)) return `WS-${String(leaf).padStart(7, '0')}`;
    const name = this.#nameOf(leaf);
    return `${name.given} ${name.family} ${leaf}`;
  }

  /** The sAMAccountName. */
  accountName(leaf: number): string {
    return this.#isComputer(leaf) ? `${this.leafName(leaf)}$` : `user${leaf}`;
  }

  leafDn(leaf: number): string {
    const { sites, teams } = this.shape;
    const rdn = `cn=${this.leafName(leaf)}`;
    if (this.#isContractor(leaf)) return `${rdn},${bigContainerDn}`;
    if (this.#isComputer(leaf)) return `${rdn},ou=Site ${leaf % sites},ou=Workstations,${baseDn}`;
    return `${rdn},${this.teamDn(leaf % teams)}`;
  }

  groupName(group: number): string {
    if (group === 0) return 'All Staff';
    if (group % 250 === 0) return `AWS-${at(accounts, group / 250)}-Role${group}`;
    return `G-${at(departments, scattered(group))}-${at(purposes, scattered(group) >>> 8)}-${group}`;
  }

  groupDn(group: number): string {
    return `cn=${this.groupName(group)},ou=Groups ${Math.floor(group / 1000)},ou=Groups,${baseDn}`;
  }

  memberDn(member: number): string {
    return member < this.shape.leaves ? this.leafDn(member) : this.groupDn(member - this.shape.leaves);
  }

  /** The objectGUID of leaf or group n (groups after the leaves), of a unit by a number from 2^28. */
  guid(n: number): Uint8Array {
    const bytes = Buffer.alloc(16);
    for (let part = 0; part < 4; part++) bytes.writeUInt32LE(scattered(n * 4 + part + 1), part * 4);
    return bytes;
  }

  guidText(n: number): string {
    return guidToText(this.guid(n))!;
  }

  sid(n: number): string {
    return `${domainSid}-${10_000 + n}`;
  }

  /** The whole tree in pieces of about 256 KB. */
  *ldif(): Generator<string> {
    const writer = new LdifWriter();
    for (const text of this.#records(writer)) {
      writer.text += text;
      if (writer.text.length > 1 << 18) {
        yield writer.text;
        writer.text = '';
      }
    }
    yield writer.text;
  }

  *#records(writer: LdifWriter): Generator<string> {
    const { shape } = this;
    const back = memberOfLists(shape);
    let made = 0;
    const common = (dn: string, n: number, when: number): string =>
      writer.values({
        distinguishedName: dn,
        instanceType: '4',
        whenCreated: generalizedTime(when),
        whenChanged: generalizedTime(when + 9_000_000),
        uSNCreated: String(12_000 + made),
        uSNChanged: String(12_000 + made + (when % 100_000)),
        dSCorePropagationData: ['20240612093017.0Z', '16010101000000.0Z'],
        objectGUID: this.guid(n),
      });
    const container = (dn: string, classes: string[], more: Record<string, Value> = {}): string => {
      made += 1;
      const name = dn.slice(dn.indexOf('=') + 1, dn.indexOf(','));
      return (
        writer.values({
          dn,
          objectClass: ['top', ...classes, 'adAttributes'],
          ...more,
          name,
          nTSecurityDescriptor: writer.descriptor(0),
        }) +
        common(dn, 0x1000_0000 + made, scattered(made)) +
        '\n'
      );
    };
    const unit = (dn: string): string => {
      const ou = dn.slice(3, dn.indexOf(','));
      return container(dn, ['organizationalUnit'], {
        ou,
        description: `Objects of ${ou}`,
        objectCategory: `cn=Organizational-Unit,cn=Schema,cn=Configuration,${baseDn}`,
      });
    };
    yield container(baseDn, ['domain', 'domainDNS'], { dc: 'corp', objectSid: sidToBytes(domainSid)! });
    yield container(`cn=Users,${baseDn}`, ['container'], { cn: 'Users' });
    for (const name of ['Units', 'Contractors', 'Workstations', 'Groups']) yield unit(`ou=${name},${baseDn}`);
    for (let n = 0; n < shape.sites; n++) yield unit(`ou=Site ${n},ou=Workstations,${baseDn}`);
    for (let n = 0; n < shape.groupUnits; n++) yield unit(`ou=Groups ${n},ou=Groups,${baseDn}`);
    for (let n = 0; n < shape.teams; n++) {
      const dn = this.teamDn(n);
      const department = dn.slice(dn.indexOf(',') + 1);
      if (n % 100 === 0) yield unit(department.slice(department.indexOf(',') + 1));
      if (n % 10 === 0) yield unit(department);
      yield unit(dn);
    }

    const memberOf = (n: number): string => {
      let text = '';
      for (let i = back.from[n]!; i < back.from[n + 1]!; i++)
        text += writer.line('memberOf', this.groupDn(back.to[i]!));
      return text;
    };
    const group = (n: number): string => {
      made += 1;
      const [dn, name, h] = [this.groupDn(n), this.groupName(n), scattered(shape.leaves + n)];
      let text = writer.values({
        dn,
        objectClass: ['top', 'group', 'adAttributes'],
        cn: name,
        name,
        description: `Members of ${name}`,
        sAMAccountName: name,
        sAMAccountType: '268435456',
        groupType: h % 4 === 0 ? '-2147483644' : h % 4 === 1 ? '-2147483640' : '-2147483646',
        objectSid: sidToBytes(this.sid(shape.leaves + n))!,
        objectCategory: `cn=Group,cn=Schema,cn=Configuration,${baseDn}`,
        nTSecurityDescriptor: writer.descriptor(n % 50),
      });
      text += common(dn, shape.leaves + n, h) + memberOf(shape.leaves + n);
      const { from, to } = shape.members;
      for (let i = from[n]!; i < from[n + 1]!; i++) text += writer.line('member', this.memberDn(to[i]!));
      return `${text}\n`;
    };
    const leaf = (n: number): string => {
      made += 1;
      const h = scattered(n);
      const [dn, name] = [this.leafDn(n), this.leafName(n)];
      const logon = {
        accountExpires: '9223372036854775807',
        badPasswordTime: fileTime(h >>> 3),
        badPwdCount: '0',
        codePage: '0',
        countryCode: '0',
        lastLogoff: '0',
        lastLogon: fileTime(h >>> 4),
        lastLogonTimestamp: fileTime(h >>> 5),
        logonCount: String(h % 5000),
        pwdLastSet: fileTime(h >>> 2),
      };
      if (this.#isComputer(n))
        return `${
          writer.values({
            dn,
            objectClass: ['top', 'person', 'organizationalPerson', 'user', 'computer', 'adAttributes'],
            cn: name,
            name,
            displayName: `${name}$`,
            sAMAccountName: this.accountName(n),
            sAMAccountType: '805306369',
            userAccountControl: '4096',
            primaryGroupID: '515',
            dNSHostName: `${name.toLowerCase()}.corp.example`,
            operatingSystem: h % 9 === 0 ? 'Windows Server 2022 Datacenter' : 'Windows 11 Enterprise',
            operatingSystemVersion: '10.0 (22631)',
            servicePrincipalName: [
              `HOST/${name}`,
              `HOST/${name.toLowerCase()}.corp.example`,
              `RestrictedKrbHost/${name}`,
              `TERMSRV/${name.toLowerCase()}.corp.example`,
            ],
            objectSid: sidToBytes(this.sid(n))!,
            objectCategory: `cn=Computer,cn=Schema,cn=Configuration,${baseDn}`,
            nTSecurityDescriptor: writer.descriptor(50 + (n % 10)),
            ...logon,
          }) +
          common(dn, n, h) +
          memberOf(n)
        }\n`;
      const person = this.#nameOf(n);
      const account = this.accountName(n);
      return `${
        writer.values({
          dn,
          objectClass: ['top', 'person', 'organizationalPerson', 'user', 'adAttributes'],
          cn: name,
          name,
          sn: person.family,
          givenName: person.given,
          displayName: `${person.given} ${person.family}`,
          sAMAccountName: account,
          sAMAccountType: '805306368',
          userPrincipalName: `${account}@corp.example`,
          mail: `${account}@mail.corp.example`,
          proxyAddresses: [
            `SMTP:${account}@mail.corp.example`,
            `smtp:${account}@corp.example`,
            `X500:/o=Example/ou=Exchange Administrative Group/cn=Recipients/cn=${account}`,
          ],
          userAccountControl: h % 23 === 0 ? '514' : h % 17 === 0 ? '66048' : '512',
          primaryGroupID: '513',
          department: at(departments, h >>> 7),
          title: at(titles, h >>> 9),
          company: 'Example Corporation',
          description: `Employee ${n} of ${at(departments, h >>> 7)}`,
          employeeID: String(100_000 + n),
          telephoneNumber: `+82 2 ${1000 + (h % 9000)} ${1000 + ((h >>> 8) % 9000)}`,
          physicalDeliveryOfficeName: `Building ${h % 40}, floor ${(h >>> 6) % 30}`,
          homeDirectory: `\\\\files.corp.example\\home\\${account}`,
          objectSid: sidToBytes(this.sid(n))!,
          objectCategory: `cn=Person,cn=Schema,cn=Configuration,${baseDn}`,
          nTSecurityDescriptor: writer.descriptor(100 + (n % 64)),
          ...logon,
        }) +
        common(dn, n, h) +
        memberOf(n)
      }\n`;
    };
    let [groups, leaves] = [0, 0];
    while (groups < shape.groups || leaves < shape.leaves) {
      const groupIsDue = groups * shape.leaves <= leaves * shape.groups && groups < shape.groups;
      yield groupIsDue ? group(groups++) : leaf(leaves++);
    }
  }
}

type Value = string | Uint8Array | readonly string[];

/** LDIF lines (RFC 2849); what is the same in many records is encoded once. */
class LdifWriter {
  text = '';
  readonly #descriptors: Buffer[] = [];

  descriptor(team: number): Buffer {
    return (this.#descriptors[team] ??= descriptor(domainSid, team));
  }

  line(name: string, value: string): string {
    return /^[!-9;=-~][ -~]*$/.test(value)
      ? `${name}: ${value}\n`
      : `${name}:: ${Buffer.from(value, 'utf8').toString('base64')}\n`;
  }

  values(values: Readonly<Record<string, Value>>): string {
    let text = '';
    for (const name in values) {
      const value = values[name]!;
      if (typeof value === 'string') text += this.line(name, value);
      else if (value instanceof Uint8Array) text += `${name}:: ${Buffer.from(value).toString('base64')}\n`;
      else for (const one of value) text += this.line(name, one);
    }
    return text;
  }
}
