/**
 * Texts as literals of the languages that lines are pasted into. No sign that is not seen goes in as it is: a terminal would
 * obey it, and a person overlook it.
 */

/** Signs that are not seen: controls, formats, halves of pairs, and ends of lines and paragraphs. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** True where every sign of a text is seen, ends of lines apart. */
export const isSeen = (text: string): boolean => text.replaceAll('\n', '').search(unseen) === -1;

/** With what stands for each sign that is not seen instead of it; for comments. */
export const onOneLine = (text: string): string => text.replace(unseen, '\uFFFD');

const units = (text: string): string =>
  text
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** JSON, all seen; JavaScript's literal of a text too. */
export const json = (value: unknown): string => JSON.stringify(value).replace(unseen, units);

/** JSON that a file in any encoding may hold. */
export const asciiJson = (value: unknown): string => json(value).replace(/[^ -~]/gu, units);

/** Python's literal: as JSON's, but a sign outside the first plane is one sign there. */
export const pythonText = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replace(unseen, (sign) => {
    if (sign === '\n') return '\\n';
    const point = sign.codePointAt(0)!.toString(16);
    return sign.length === 1 ? `\\u${point.padStart(4, '0')}` : `\\U${point.padStart(8, '0')}`;
  })}"`;

/** A word of a POSIX shell: of any text without NUL. */
export const posixText = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** PowerShell takes four typographic signs for a single quote too. */
export const powerShellText = (text: string): string => `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;

/** Between single quotes fish knows two escapes. */
export const fishText = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;
