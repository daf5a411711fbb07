/**
 * A file as lines that are the same file again when they are joined. Lines end, and blanks are, what they are for Python's
 * configparser, with which the AWS CLI reads: a carriage return of its own ends a line too.
 */
export interface Line {
  readonly text: string;
  readonly ending: '' | '\n' | '\r\n' | '\r';
}

export const byteOrderMark = '\uFEFF';

/** Lines of a text, the last one without an ending if the text ends so. Linear. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const endings = /\r\n|\n|\r/g;
  let from = 0;
  for (let found = endings.exec(text); found; found = endings.exec(text)) {
    lines.push({ text: text.slice(from, found.index), ending: found[0] as Line['ending'] });
    from = endings.lastIndex;
  }
  if (from < text.length) lines.push({ text: text.slice(from), ending: '' });
  return lines;
}

export function textOf(lines: readonly Line[]): string {
  return lines.map(({ text, ending }) => text + ending).join('');
}

/** What Python's str.isspace() holds for blank: not quite what JavaScript does. */
function isBlank(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0x1c && unit <= 0x1f);
  return (
    unit === 0x85 ||
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

/** How many blanks a line begins with. */
export function indentOf(text: string): number {
  let at = 0;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Without the blanks at its end. */
export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Without the blanks around it. */
export const strip = (text: string): string => stripEnd(text.slice(indentOf(text)));

/** Nothing, or a comment: `#` and `;` begin one, wherever the line stands. */
export function saysNothing(text: string): boolean {
  const at = indentOf(text);
  return at === text.length || text[at] === '#' || text[at] === ';';
}
