/** Our lines in `~/.aws/config`: one block between two marks, and profiles in it. Nothing else there is ever touched. */
import { strip } from './text.ts';
import type { Line } from './text.ts';
import { byteOrderMark, linesOf } from './text.ts';
import { readShared } from './readShared.ts';

export const beginMark = '# BEGIN Treeline (managed; edit in Treeline)';
export const endMark = '# END Treeline';
export const sessionNote = '# session ';

/** Lines from the one with the first mark up to and with the other; counted from 0. */
export interface Block {
  readonly begin: number;
  readonly end: number;
}

export interface ManagedProfile {
  readonly name: string;
  /** Id of the session; null where the note about it is gone. */
  readonly sessionId: string | null;
  readonly command: string;
  readonly region: string | null;
  /** Lines from its header up to the one before the next header or mark; counted from 0, the last one left out. */
  readonly from: number;
  readonly to: number;
}

/** Our block; null = there is none yet. A mark that is changed, alone, or there twice: `damaged`. */
export function blockOf(lines: readonly Line[]): Block | null | 'damaged' {
  const marks = lines.flatMap(({ text }, at) => (/^\s*#\s*(BEGIN|END)\s+Treeline\b/i.test(text) ? [at] : []));
  if (marks.length === 0) return null;
  const [begin, end] = marks;
  const whole = marks.length === 2 && lines[begin!]!.text === beginMark && lines[end!]!.text === endMark;
  return whole ? { begin: begin!, end: end! } : 'damaged';
}

/** The profiles that Treeline wrote into a config file; none where its marks are damaged. */
export function managedProfiles(text: string): {
  readonly damaged: boolean;
  readonly profiles: readonly ManagedProfile[];
} {
  const lines = linesOf(text.startsWith(byteOrderMark) ? text.slice(1) : text);
  const block = blockOf(lines);
  if (block === null || block === 'damaged') return { damaged: block === 'damaged', profiles: [] };
  const inside = readShared(text, 'config').sections.filter(
    ({ line }) => line - 1 > block.begin && line - 1 < block.end,
  );
  const profiles = inside.flatMap(({ kind, name, keys, line }, at) => {
    if (kind !== 'profile') return [];
    const [from, to] = [line - 1, (inside[at + 1]?.line ?? block.end + 1) - 1];
    const note = lines.slice(from, to).find((one) => one.text.startsWith(sessionNote));
    const said = (key: string): string | null => keys.find((one) => one.name === key)?.value ?? null;
    return {
      name,
      sessionId: note ? strip(note.text.slice(sessionNote.length)) : null,
      command: said('credential_process') ?? '',
      region: said('region'),
      from,
      to,
    };
  });
  return { damaged: false, profiles };
}
