/** A seeded directory like a large company's, one batch at a time, so that it needs no memory of its own. */
import { sidToBytes } from '#domain/directory/sid.ts';
import type { DirectoryEntry, RawValue } from '#domain/directory/object.ts';

const base = 'DC=corp,DC=example';
const domainSid = 'S-1-5-21-1111111111-2222222222-3333333333';
const given = ['Min', 'Jun', 'Anna', 'Olga', 'Tom', 'Ines', 'Seo', 'Kai', 'Ruth', 'Omar'];
const family = ['Kim', 'Lee', 'Park', 'Novak', 'Smith', 'Garcia', 'Weber', 'Rossi', 'Tanaka', 'Okafor'];

/** Mulberry32: numbers in [0, 1) that are the same on every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface ForestSize {
  readonly objects: number;
  /** Member edges, about. One group takes a twentieth of the objects. */
  readonly edges: number;
  readonly seed?: number;
}

/** Groups come first, as in a container before the users': most members are met before their own entry. */
export function* forest({ objects, edges, seed = 1 }: ForestSize, batch = 1000): Generator<DirectoryEntry[]> {
  const random = seeded(seed);
  const units = Math.max(1, Math.floor(objects / 500));
  const groups = Math.max(1, Math.floor(objects / 20));
  const people = objects - units - groups - 3;
  const big = Math.floor(objects / 20);
  const perGroup = Math.max(1, Math.round((edges - big) / groups));
  const unitOf = (n: number) => `OU=Unit ${n % units},OU=People,${base}`;
  const nameOf = (n: number) => `${given[n % 10]} ${family[Math.floor(n / 10) % 10]} ${n}`;
  const dnOf = (n: number) => `CN=${nameOf(n)},${unitOf(Math.imul(n, 7919) >>> 0)}`;
  let rid = 1000;
  const object = (dn: string, attributes: Record<string, RawValue[]>): DirectoryEntry => {
    const guid = new Uint8Array(16);
    for (let i = 0; i < 16; i++) guid[i] = Math.floor(random() * 256);
    return {
      dn,
      attributes: {
        ...attributes,
        distinguishedName: [dn],
        objectGUID: [guid],
        whenCreated: ['20240102030405.0Z'],
      },
    };
  };
  const sid = () => sidToBytes(`${domainSid}-${++rid}`)!;
  function* all(): Generator<DirectoryEntry> {
    yield object(base, { objectClass: ['top', 'domain', 'domainDNS'], objectSid: [sidToBytes(domainSid)!] });
    yield object(`OU=Groups,${base}`, { objectClass: ['top', 'organizationalUnit'] });
    for (let n = 0; n < groups; n++) {
      const count = n === 0 ? big : 1 + Math.floor(random() * 2 * perGroup);
      const member = Array.from({ length: count }, (_, at) =>
        dnOf(n === 0 ? at : Math.floor(random() * people)),
      );
      yield object(`CN=Group ${n},OU=Groups,${base}`, {
        objectClass: ['top', 'group'],
        sAMAccountName: [`Group ${n}`],
        objectSid: [sid()],
        groupType: ['-2147483646'],
        description: [`Members of group ${n}`],
        member,
      });
    }
    yield object(`OU=People,${base}`, { objectClass: ['top', 'organizationalUnit'] });
    for (let n = 0; n < units; n++) yield object(unitOf(n), { objectClass: ['top', 'organizationalUnit'] });
    for (let n = 0; n < people; n++) {
      yield object(dnOf(n), {
        objectClass: ['top', 'person', 'organizationalPerson', 'user'],
        sAMAccountName: [`user${n}`],
        userPrincipalName: [`user${n}@corp.example`],
        displayName: [nameOf(n)],
        mail: [`user${n}@corp.example`],
        objectSid: [sid()],
        userAccountControl: [n % 50 === 0 ? '514' : '512'],
        primaryGroupID: ['513'],
        pwdLastSet: ['133500000000000000'],
        description: [`Employee ${n} of unit ${n % units}`],
      });
    }
  }
  let page: DirectoryEntry[] = [];
  for (const entry of all()) {
    page.push(entry);
    if (page.length === batch) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}
