import { Cursor, isNameUnit } from './cursor.ts';
import type { PatternMatch } from './pattern.ts';
import type { Groups } from './tree.ts';

/** Text as it stands, a group, or the text around the match. */
interface Part {
  readonly text?: string;
  readonly group?: number;
  readonly around?: 'before' | 'after' | 'all';
}

/**
 * A replacement as .NET reads it: `$1` takes every digit that follows, and what names no group stays as it is written, so `$10` is
 * text when there is no group 10, and `${1}0` is the way to say the other. Source: MS "Substitutions in regular expressions".
 */
export function parseReplacement(text: string, groups: Groups): readonly Part[] {
  const at = new Cursor(text);
  const parts: Part[] = [];
  let plain = '';
  const push = (part: Part): void => {
    if (plain !== '') parts.push({ text: plain });
    plain = '';
    parts.push(part);
  };
  while (at.left > 0) {
    const unit = at.take();
    const part = unit === '$' ? substitution(at, groups) : null;
    if (part) push(part);
    else plain += unit;
  }
  if (plain !== '') parts.push({ text: plain });
  return parts;
}

const around: Readonly<Record<string, Part>> = {
  $: { text: '$' },
  '&': { group: 0 },
  '`': { around: 'before' },
  "'": { around: 'after' },
  _: { around: 'all' },
};

/** What `$` begins; null = nothing, with nothing taken. */
function substitution(at: Cursor, groups: Groups): Part | null {
  const back = at.at;
  const braced = at.peek() === '{' && at.left > 1;
  if (braced) at.at++;
  const first = at.peek();
  if (first >= '0' && first <= '9') {
    const digits = /^\d+/.exec(at.text.slice(at.at))![0];
    at.at += digits.length;
    const number = Number(digits);
    if ((!braced || at.takes('}')) && (groups.slots[number] ?? -1) >= 0) return { group: number };
  } else if (braced && first !== '' && isNameUnit(first)) {
    const number = groups.numberOf.get(at.name());
    if (at.takes('}') && number !== undefined) return { group: number };
  } else if (!braced && first === '+') {
    at.at++;
    return { group: groups.slots.length - 1 };
  } else if (!braced && around[first]) {
    at.at++;
    return around[first];
  }
  at.at = back;
  return null;
}

/** The text with every match replaced. */
export function replaceAll(text: string, matches: readonly PatternMatch[], parts: readonly Part[]): string {
  let out = '';
  let done = 0;
  for (const match of matches) {
    out += text.slice(done, match.offset);
    done = match.offset + match.length;
    for (const { text: plain, group, around: side } of parts) {
      if (plain !== undefined) out += plain;
      else if (group !== undefined) {
        const taken = match.groups[group];
        if (taken) out += text.slice(taken.offset, taken.offset + taken.length);
      } else if (side === 'before') out += text.slice(0, match.offset);
      else out += side === 'after' ? text.slice(done) : text;
    }
  }
  return out + text.slice(done);
}
