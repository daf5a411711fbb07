/** What is compared with the reference: in every round the C client, then our readings of the same tree from the same server. */
import { NotThere, type Row } from './figure.ts';
import { capture, type Captured } from './figures/capture.ts';
import { reading, reference } from './figures/reading.ts';
import { median } from './numbers.ts';
import type { SlapdTree } from './slapdTree.ts';
import type { Timed } from './timed.ts';

export interface RoundsWanted {
  readonly rounds: number;
  readonly reading: boolean;
  readonly capture: boolean;
}

export interface Rounds {
  readonly reference: Timed[];
  readonly reading: Timed[];
  readonly captures: Captured[];
  readonly failures: { readonly of: string; readonly message: string }[];
}

/** Leaves the snapshot of the last round at `path`. */
export async function runRounds(
  tree: SlapdTree,
  path: string,
  wanted: RoundsWanted,
  say: (line: string) => void,
): Promise<Rounds> {
  const done: Rounds = { reference: [], reading: [], captures: [], failures: [] };
  // One run that fails does not take the others' figures with it.
  const tried = async <T>(of: string, work: () => Promise<T>, into: T[]): Promise<T | null> => {
    try {
      const one = await work();
      into.push(one);
      return one;
    } catch (error) {
      const { message } = error as Error;
      if (!(error instanceof NotThere)) done.failures.push({ of, message });
      say(`${of}: ${error instanceof NotThere ? 'not there yet' : message}`);
      return null;
    }
  };
  // One that does not count: the server's pages come into memory.
  const warm = await reference(tree);
  say(`the reference, not counted: ${warm.wall.toFixed(2)} s`);
  for (let round = 1; round <= wanted.rounds; round++) {
    const said = [`round ${round}`];
    const client = await tried('reference', () => reference(tree), done.reference);
    if (client) said.push(`reference ${client.wall.toFixed(2)} s, CPU ${client.cpu.toFixed(2)} s`);
    const ours = wanted.reading ? await tried('reading', () => reading(tree), done.reading) : null;
    if (ours) said.push(`reading ${ours.wall.toFixed(2)} s, CPU ${ours.cpu.toFixed(2)} s`);
    const made = wanted.capture ? await tried('capture', () => capture(tree, path), done.captures) : null;
    if (made) said.push(`snapshot ${(made.complete / 1000).toFixed(2)} s, ${made.peakMb} MB`);
    say(said.join('; '));
  }
  return done;
}

const medianOf = <T>(list: readonly T[], of: (each: T) => number): number | null =>
  list.length === 0 ? null : median(list.map(of));
const times = (part: number, whole: number): string => `${(part / whole).toFixed(2)} × the reference`;

const failureOf = ({ failures }: Rounds, name: string): { failure?: string } => {
  const failed = failures.find(({ of }) => of === name);
  return failed ? { failure: failed.message } : {};
};

export function readingRows(rounds: Rounds): Row[] {
  const { reference, reading } = rounds;
  const row = (what: string, of: (run: Timed) => number): Row => {
    const measured = medianOf(reading, of);
    const base = medianOf(reference, of)!;
    const note = measured === null ? '' : times(measured, base);
    return {
      figure: 'reading',
      what,
      unit: 's',
      measured,
      limit: 1.2 * base,
      note,
      ...failureOf(rounds, 'reading'),
    };
  };
  return [
    {
      figure: 'reference',
      what: 'ldapsearch, wall',
      unit: 's',
      measured: medianOf(reference, ({ wall }) => wall),
      limit: null,
      note: `CPU ${medianOf(reference, ({ cpu }) => cpu)!.toFixed(2)} s`,
    },
    row('reading all attributes, wall', ({ wall }) => wall),
    row('reading all attributes, CPU', ({ cpu }) => cpu),
  ];
}

export function captureRows(rounds: Rounds): Row[] {
  const { reference, captures } = rounds;
  const failure = failureOf(rounds, 'capture');
  const base = medianOf(reference, ({ wall }) => wall)!;
  const complete = medianOf(captures, (one) => one.complete / 1000);
  const firsts = captures.flatMap(({ first }) => (first === null ? [] : [first]));
  const cpu = medianOf(captures, (one) => one.cpu / 1000);
  return [
    {
      figure: 'first',
      what: 'first 1,000 objects browsable',
      unit: 's',
      measured: medianOf(firsts, (first) => first / 1000),
      limit: 0.5,
      ...failure,
    },
    {
      figure: 'capture',
      what: 'searchable snapshot complete',
      unit: 's',
      measured: complete,
      limit: 2.5 * base,
      aim: 2 * base,
      note: complete === null ? '' : `${times(complete, base)}; CPU ${cpu!.toFixed(1)} s`,
      ...failure,
    },
    {
      figure: 'memory',
      what: 'all processes during a capture, peak',
      unit: 'MB',
      measured: captures.length === 0 ? null : Math.max(...captures.map(({ peakMb }) => peakMb)),
      limit: 1000,
      ...failure,
    },
  ];
}
