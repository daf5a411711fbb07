/** Text as it is searched: both what is stored and what a person types pass through here, so they fold in the same way. */

// eslint-disable-next-line no-control-regex -- ASCII is what is meant.
const isAscii = /^[\x00-\x7f]*$/;
/** Longer than any value of a name attribute in AD (rangeUpper of the schema); bounds what one object adds. */
export const maxFolded = 2048;

/** Without case, accents and width; what is no letter or digit becomes a space. Hangul is taken apart into letters. */
export function fold(text: string): string {
  const short = text.length > maxFolded ? text.slice(0, maxFolded) : text;
  if (isAscii.test(short)) return short.toLowerCase().replace(/[^a-z0-9]+/g, ' ');
  return short
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
}
