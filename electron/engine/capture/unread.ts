/**
 * Objects that came by name alone: the account may see that they are there, and nothing of them. They stand in the snapshot,
 * and that nothing is known of them is said, so that it is not taken for emptiness.
 */
import type { PackedPage } from '#packed/page.ts';
import { EntryCursor } from '#packed/readPacked.ts';
import type { SnapshotFill } from '../snapshots.ts';

/** So many are named; of more it is said that there are more. */
const named = 1000;

export class UnreadObjects {
  readonly #dns: string[] = [];
  readonly #cursor = new EntryCursor();
  #more = false;

  /** The part comes once more. */
  again(): void {
    this.#dns.length = 0;
    this.#more = false;
  }

  page({ bytes, ends }: PackedPage): void {
    const cursor = this.#cursor;
    let start = 0;
    for (const end of ends) {
      cursor.begin(bytes, start, end);
      // The entry ends where its attributes would begin.
      if (cursor.at === end)
        this.entry(Buffer.from(bytes.subarray(cursor.dnAt, cursor.dnEnd)).toString('utf8'));
      start = end;
    }
  }

  entry(dn: string): void {
    if (this.#dns.length < named) this.#dns.push(dn);
    else this.#more = true;
  }

  /** `context`: what is said to hold more of them than are named. */
  async tell(context: string, to: Pick<SnapshotFill, 'addMissing'>): Promise<void> {
    for (const dn of this.#dns) await to.addMissing(dn, 'ldap.insufficientAccess', '*');
    if (this.#more) await to.addMissing(context, 'capture.moreNotReadable', '*');
  }
}
