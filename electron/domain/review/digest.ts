/**
 * Digests over what a review froze and over what was decided: whoever changes the workspace file behind the program's back
 * changes them, and the report that was signed says other ones. Hashing comes from the caller, for the domain has no Node.
 */

/** SHA-256 of a text's UTF-8, as 64 hexadecimal digits. */
export type Sha256 = (text: string) => string;

/** JSON with names in order and nothing that is undefined: the same for the same facts (after RFC 8785). */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`;
}

/** The first link of a chain: of what stands above all items. */
export const firstLink = (head: unknown, sha256: Sha256): string => sha256(canonical(head));

/** The next link: of the one before and one item. Items taken out, put in or swapped change every later one. */
export const nextLink = (before: string, number: number, item: unknown, sha256: Sha256): string =>
  sha256(`${before}\n${number}\n${canonical(item)}`);

/** The digest of the evidence: the last item's link, and what was counted when all items were there. */
export const lastLink = (before: string, counted: unknown, sha256: Sha256): string =>
  sha256(`${before}\n${canonical(counted)}`);
