import { refusesFile } from './codes.ts';
import type { EditRefusal } from './codes.ts';
import { beginMark, blockOf, endMark, managedProfiles, sessionNote } from './managed.ts';
import { readShared } from './readShared.ts';
import type { SharedSection } from './shared.ts';
import { byteOrderMark, linesOf, strip, textOf } from './text.ts';
import type { Line } from './text.ts';

export type EditChange =
  | {
      readonly kind: 'set';
      readonly name: string;
      /** For `credential_process`, of `commandLine`. */
      readonly command: string;
      readonly region: string | null;
      /** Id of the session that the profile stands for. */
      readonly sessionId: string;
    }
  | { readonly kind: 'remove'; readonly name: string };

export type Edited =
  | {
      readonly refused: null;
      readonly text: string;
      /** Names of profiles. */
      readonly added: readonly string[];
      readonly replaced: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly refused: EditRefusal };

type SetProfile = Extract<EditChange, { kind: 'set' }>;

/**
 * The config file with a profile of ours added, replaced or removed. No byte outside our lines changes, and no other profile
 * comes to mean something else; what would is refused. Endings of lines, a byte order mark and a missing last ending stay.
 * @param text of `~/.aws/config`; empty where there is none
 * @param taken names that the credentials file has
 */
export function planEdit(text: string, change: EditChange, taken: ReadonlySet<string> = new Set()): Edited {
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
  const lines = linesOf(text.slice(mark.length));
  const block = blockOf(lines);
  if (block === 'damaged') return { refused: 'markersDamaged' };
  const refused = change.kind === 'set' ? notWritable(change) : null;
  if (refused) return { refused };
  const { name } = change;
  const present = managedProfiles(text).profiles.filter((profile) => profile.name === name);
  if (present.length > 1) return { refused: 'markersDamaged' };
  const mine = present[0] ?? null;
  if (change.kind === 'remove' && !mine) return { refused: 'notManaged' };
  if (change.kind === 'set' && (taken.has(name) || isElsewhere(text, name, mine?.from ?? null)))
    return { refused: 'nameTaken' };

  const ending = endingOf(lines);
  const added = change.kind === 'set' ? profileLines(change, ending) : [];
  const next = block
    ? lines.toSpliced(mine?.from ?? block.end, mine ? mine.to - mine.from : 0, ...added)
    : withBlock(lines, added, ending);
  const edited = mark + textOf(withoutEmptyBlock(next));
  if (!meansTheSame(text, edited, change, mine?.from ?? null)) return { refused: 'meaningWouldChange' };
  return {
    refused: null,
    text: edited,
    added: change.kind === 'set' && !mine ? [name] : [],
    replaced: change.kind === 'set' && mine && edited !== text ? [name] : [],
    removed: change.kind === 'remove' ? [name] : [],
  };
}

function notWritable({ name, command, region, sessionId }: SetProfile): EditRefusal | null {
  // The SDK for JavaScript refuses a file with a profile of that name.
  if (!/^[\w.@+-]{1,128}$/.test(name) || name === '__proto__') return 'nameNotWritable';
  const plain = strip(command) === command && !/\p{Cc}|[\u2028\u2029]|\s[#;]/u.test(command);
  if (!plain || /^[#;]?$/.test(command)) return 'commandNotWritable';
  if (region !== null && !/^[a-z0-9-]{1,64}$/.test(region)) return 'regionNotWritable';
  return /^[\w.:@+-]{1,200}$/.test(sessionId) ? null : 'sessionNotWritable';
}

const isElsewhere = (text: string, name: string, ours: number | null): boolean =>
  readShared(text, 'config').sections.some(
    (section) => section.kind === 'profile' && section.name === name && section.line - 1 !== ours,
  );

function profileLines({ name, command, region, sessionId }: SetProfile, ending: Line['ending']): Line[] {
  const said = [
    name === 'default' ? '[default]' : `[profile ${name}]`,
    sessionNote + sessionId,
    `credential_process = ${command}`,
    ...(region === null ? [] : [`region = ${region}`]),
  ];
  return said.map((text) => ({ text, ending }));
}

/** As the file's lines end, by the first that tells. */
const endingOf = (lines: readonly Line[]): '\n' | '\r\n' =>
  lines.find(({ ending }) => ending === '\n' || ending === '\r\n')?.ending === '\r\n' ? '\r\n' : '\n';

/** A new block at the end. A file without a last ending stays so: the ending between is one of our bytes. */
function withBlock(lines: readonly Line[], inside: readonly Line[], ending: Line['ending']): Line[] {
  const last = lines.at(-1);
  const open = last?.ending === '';
  const marked = [
    { text: beginMark, ending },
    ...inside,
    { text: endMark, ending: open ? '' : ending } as const,
  ];
  return open ? [...lines.slice(0, -1), { ...last, ending }, ...marked] : [...lines, ...marked];
}

/** A block without a line of use goes, and with it what `withBlock` put before it. */
function withoutEmptyBlock(lines: readonly Line[]): readonly Line[] {
  const block = blockOf(lines);
  if (block === null || block === 'damaged') return lines;
  const { begin, end } = block;
  if (lines.slice(begin + 1, end).some(({ text }) => strip(text) !== '')) return lines;
  const before = lines.slice(0, begin);
  const last = before.at(-1);
  if (last && lines[end]!.ending === '') before[before.length - 1] = { ...last, ending: '' };
  return [...before, ...lines.slice(end + 1)];
}

/** All sections but ours of that name are what they were, ours is what was to be written, and no line is worse off. */
function meansTheSame(before: string, after: string, change: EditChange, mine: number | null): boolean {
  const [was, is] = [readShared(before, 'config'), readShared(after, 'config')];
  if (is.problems.filter(refusesFile).length > was.problems.filter(refusesFile).length) return false;
  const old = was.sections.filter(({ line }) => line - 1 !== mine);
  const now = is.sections;
  if (change.kind === 'remove') return same(now, old);
  // Its name stands nowhere else.
  const ours = ({ kind, name }: SharedSection): boolean => kind === 'profile' && name === change.name;
  const wanted = readShared(textOf(profileLines(change, '\n')), 'config').sections;
  return (
    same(now.filter(ours), wanted) &&
    same(
      now.filter((one) => !ours(one)),
      old,
    )
  );
}

const same = (some: readonly SharedSection[], others: readonly SharedSection[]): boolean =>
  JSON.stringify(some.map(meant)) === JSON.stringify(others.map(meant));

const meant = ({ header, keys }: SharedSection) => [header, keys.map(({ name, value }) => [name, value])];
