/** How many lines a name takes in a node, about: broken where a reader would break it. */
import { nameParts } from '../../shared/nameParts.ts';

/** px of a letter of the title, and what a node has beside its text. */
const letter = 7.4;
const beside = 24;

export function linesOf(name: string, width: number): number {
  const most = Math.max(1, Math.floor((width - beside) / letter));
  let lines = 1;
  let used = 0;
  for (const part of name.split(/(?<= )/).flatMap(nameParts)) {
    if (used > 0 && used + part.trimEnd().length > most) {
      lines += 1;
      used = 0;
    }
    used += part.length;
    for (; used > most; used -= most) lines += 1;
  }
  return lines;
}
