/** Whether an attribute that an entry does not hold was read at all: what nobody read is not absent. */
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Database } from '../sqlite.ts';
import { domainOf } from './shortNames.ts';

/** Made by the server when they are asked for by name; a capture does not ask for them (MS-ADTS 3.1.1.4.5). */
const constructed = new Set([
  'allowedattributes',
  'allowedattributeseffective',
  'canonicalname',
  'msds-principalname',
  'msds-resultantpso',
  'msds-user-account-control-computed',
  'msds-userpasswordexpirytimecomputed',
  'parentguid',
  'structuralobjectclass',
  'tokengroups',
  'tokengroupsglobalanduniversal',
  'tokengroupsnogcacceptable',
]);

interface Missing {
  readonly place: string;
  readonly attribute: string | null;
  readonly code: string;
}

export class UnreadAttributes {
  readonly #isFile: boolean;
  readonly #known: ReadonlySet<string>;
  readonly #missing: readonly Missing[];

  constructor(db: Database, snapshot: SnapshotReader) {
    const kind = db
      .prepare('SELECT s.kind FROM snapshot n JOIN source s ON s.id = n.source_id WHERE n.id = ?')
      .get(snapshot.id)?.['kind'];
    this.#isFile = kind !== 'forest';
    this.#known = new Set(snapshot.attributeNames.map((name) => name.split(';')[0]!.toLowerCase()));
    this.#missing = db
      .prepare('SELECT place, attribute, code FROM missing WHERE snapshot_id = ? ORDER BY id')
      .all(snapshot.id)
      .map(({ place, attribute, code }) => ({
        place: String(place),
        attribute: attribute === null ? null : String(attribute).toLowerCase(),
        code: String(code),
      }));
  }

  /** Of an attribute that the entry of this DN does not hold: why it is not known; null = there is none. */
  of(dn: string, attribute: string): string | null {
    const name = attribute.toLowerCase();
    const domain = domainOf(dn);
    const said = this.#missing.find(({ place, attribute: named, code }) => {
      if (place.toLowerCase() === dn.toLowerCase()) return named === name || named === '*';
      if (code === 'capture.partialAttributes') return !this.#known.has(name) && domainOf(place) === domain;
      if (code === 'directoryData.moreAttributes') return !this.#known.has(name);
      return named === name;
    });
    if (said) return said.code;
    if (constructed.has(name)) return 'notIncluded';
    // A file holds what somebody chose to export; a directory was asked for everything.
    return this.#isFile && !this.#known.has(name) ? 'notIncluded' : null;
  }
}
