/** Filling pages and handing them over, no faster than they are used up. */
import type { FaultCode } from '#contract/faults.ts';
import { withoutSecrets } from '#domain/directory/attributes/secret.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { AttributeNumbers, PageBuilder } from '#packed/pack.ts';
import type { BulkItem } from '../api.ts';
import type { BerReader } from '../ber.ts';
import { Window } from './window.ts';
import { WirePacker } from './wirePacker.ts';

/** A page is handed over when it has this many entries or bytes, or when it is this old at the end of a server's page. */
export const pageEntries = 1000;
export const pageBytes = 2 * 1024 * 1024;
const pageMilliseconds = 200;
/** Bytes handed over and not used up at most: about four pages. */
export const windowBytes = 4 * pageBytes;
/** What an item weighs beside its bytes. */
const itemWeight = 256;

/** What holds up the source of entries, and lets it go on. */
export interface Source {
  pause(): void;
  resume(): void;
}

/** The pages of one reader are one stream: attributes keep their numbers from one reading to the next. */
export class Packing {
  readonly page: PageBuilder;
  readonly wire: WirePacker;

  /** `room`: bytes that a page has at once: for the entry that makes it full too. One that needs more grows. */
  constructor(room = pageBytes + 64 * 1024) {
    const numbers = new AttributeNumbers();
    this.page = new PageBuilder(numbers, room);
    this.wire = new WirePacker(this.page, numbers);
  }
}

export class HandOver {
  readonly #packing: Packing;
  readonly #post: (item: BulkItem) => void;
  readonly #window = new Window(windowBytes);
  #source: Source | null = null;
  #paused = false;
  #last = performance.now();
  #received = 0;

  constructor(packing: Packing, post: (item: BulkItem) => void) {
    this.#packing = packing;
    this.#post = post;
  }

  /** How many entries have come, from whichever connection. */
  get received(): number {
    return this.#received;
  }

  /** Where entries come from now; it is held up while too much is under way. */
  from(source: Source | null): void {
    this.#source = source;
    this.#paused = false;
    this.#hold();
  }

  /** An entry off the wire. Answers its DN where an attribute of it came in pieces: it is not in the page then. */
  wire(response: BerReader): string | null {
    const pieces = this.#packing.wire.add(response);
    this.#added();
    return pieces;
  }

  entry(entry: DirectoryEntry): void {
    this.#packing.page.add(withoutSecrets(entry));
    this.#added();
  }

  referral(uri: string): void {
    this.#send({ is: 'referral', uri }, uri.length);
  }

  missing(dn: string, attribute: string | null, code: FaultCode): void {
    this.#send({ is: 'missing', dn, attribute, code }, dn.length);
  }

  /** What stands in the page is of a reading that broke off: it will come again. */
  again(): void {
    this.drop();
    this.#send({ is: 'again' }, 0);
  }

  /** Forgets the page as it stands. */
  drop(): void {
    this.#packing.page.discard();
  }

  /** The server's page ended: what it brought is not kept back for long. */
  pageEnded(): void {
    if (performance.now() - this.#last > pageMilliseconds) this.flush();
  }

  /** Hands over the page as it stands. */
  flush(): void {
    this.#last = performance.now();
    const { page } = this.#packing;
    if (page.entries === 0) return;
    const packed = page.take();
    this.#send({ is: 'page', page: packed }, packed.bytes.buffer.byteLength + packed.ends.byteLength);
  }

  /** Resolves when there is room for more, or when the signal ends. */
  room(signal: AbortSignal): Promise<void> {
    return this.#window.room(signal);
  }

  taken(): void {
    this.#window.taken();
    if (this.#paused && !this.#window.full) {
      this.#paused = false;
      this.#source?.resume();
    }
  }

  #added(): void {
    this.#received += 1;
    const { page } = this.#packing;
    if (page.entries >= pageEntries || page.at >= pageBytes) this.flush();
  }

  #send(item: BulkItem, weight: number): void {
    this.#post(item);
    this.#window.sent(weight + itemWeight);
    this.#hold();
  }

  #hold(): void {
    if (this.#paused || !this.#window.full) return;
    this.#paused = true;
    this.#source?.pause();
  }
}
