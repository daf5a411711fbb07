/** What searches pointed to on other servers, told at a capture's end: contexts below those that were read. */
import { dnKey } from '#domain/directory/dnKey.ts';
import type { SnapshotFill } from '../snapshots.ts';

/** So many are named; of more, what was searched stands for them. */
const named = 1000;

export class References {
  /** By key; the name as the server wrote it. */
  readonly #contexts = new Map<string, string>();
  /** What was searched, where an address names no object: something below it is elsewhere, whatever else was read. */
  readonly #bases = new Set<string>();

  add(base: string, uri: string): void {
    const dn = this.#contexts.size < named ? objectOf(uri) : null;
    if (dn === null) this.#bases.add(base);
    else if (!this.#contexts.has(dnKey(dn))) this.#contexts.set(dnKey(dn), dn);
  }

  /**
   * Says of each that another server holds it, so that its absence is not taken for emptiness.
   * `accounted`: contexts that were read, or are told of otherwise.
   */
  async tell(accounted: readonly string[], to: Pick<SnapshotFill, 'addMissing'>): Promise<void> {
    const told = new Set(accounted.map(dnKey));
    const elsewhere = [...this.#contexts].flatMap(([key, dn]) => (told.has(key) ? [] : dn));
    for (const dn of [...elsewhere, ...this.#bases]) await to.addMissing(dn, 'ldap.referral');
  }
}

/** The name in an LDAP address (RFC 4516: `ldap://host:port/dn?…`, percent-encoded); null = none can be read. */
function objectOf(uri: string): string | null {
  const [, encoded] = /^ldaps?:\/\/[^/]*\/([^?]+)/i.exec(uri) ?? [];
  if (encoded === undefined) return null;
  try {
    const dn = decodeURIComponent(encoded);
    return dnKey(dn) === '' ? null : dn;
  } catch {
    return null;
  }
}
