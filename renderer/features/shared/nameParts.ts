/** A word longer than this may have no room in a line of its own. */
const longest = 20;

/** Where a name may be broken: after - _ . / : , and @, and in words too long for a line before a capital letter. */
export const nameParts = (name: string): string[] =>
  name
    .split(/(?<=[-_./:,@])/u)
    .flatMap((part) => (part.length > longest ? part.split(/(?<=[\p{Ll}\d])(?=\p{Lu})/u) : [part]));
