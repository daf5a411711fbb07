/**
 * Objects that name an object which has another name now, or is gone. Their links follow it on the server, and no change of
 * theirs tells of it (facts/active-directory.md §5: a link is kept by what it leads to): a refresh has to read them again.
 */
import { dnKey, isDescendant } from '#domain/directory/dnKey.ts';
import { DnSyntaxError } from '#domain/directory/dn.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { baseName } from '#domain/directory/values.ts';

/** More than these are not read again: a group of a million that was renamed is named by all of them. */
const most = 10_000;

/** Names that are no links. */
const noLinks: ReadonlySet<string> = new Set(['distinguishedname', 'objectcategory', 'lastknownparent']);
const looksLikeDn = /^(?:<TTL=\d+,)?((?:CN|OU|DC)=.*?)>?$/is;

export class Linked {
  readonly #context: string;
  readonly #names = new Map<string, string>();
  #more = false;

  constructor(context: string) {
    this.#context = context;
  }

  /** Whether there are more than can be read again. */
  get more(): boolean {
    return this.#more;
  }

  /** Takes up everything of the context that the entry names. In a directory of links each end names the other. */
  take({ attributes }: DirectoryEntry): void {
    for (const [attribute, values] of Object.entries(attributes)) {
      if (noLinks.has(baseName(attribute).toLowerCase())) continue;
      for (const value of values) {
        const dn = typeof value === 'string' ? looksLikeDn.exec(value)?.[1] : undefined;
        if (dn === undefined || !this.#isInContext(dn)) continue;
        const key = dnKey(dn);
        if (this.#names.has(key)) continue;
        if (this.#names.size === most) {
          this.#more = true;
          return;
        }
        this.#names.set(key, dn);
      }
    }
  }

  /** The names but those that were read already; `known` has keys of names. */
  besides(known: ReadonlySet<string>): string[] {
    return [...this.#names].flatMap(([key, dn]) => (known.has(key) ? [] : [dn]));
  }

  #isInContext(dn: string): boolean {
    try {
      return isDescendant(dn, this.#context);
    } catch (error) {
      if (error instanceof DnSyntaxError) return false;
      throw error;
    }
  }
}
