/** What a command says: one JSON document or lines on stdout, progress on stderr and only to a terminal unless asked. */
import type { CliDocument, CliDocuments } from '#contract/cli.ts';
import type { Job } from '#contract/shapes.ts';
import { phase as phases } from '#contract/words/en/phase.ts';
import { harmless } from './harmless.ts';

export { harmless };

export interface Output {
  readonly json: boolean;
  /** The answer, in both forms; the one that was asked for is printed. */
  answer<D extends CliDocument>(document: CliDocuments[D], lines: () => Iterable<string>): void;
  /** A file's contents, as they are. */
  text(text: string): void;
  note(line: string): void;
  progress(job: Job): void;
}

export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

const phaseWord = (code: string): string => (phases as Readonly<Record<string, string>>)[code] ?? code;

/** JSON leaves DEL and C1 as they are, and terminals obey some of those. */
const withoutC1 = (json: string): string =>
  json.replaceAll(/[\u007F-\u009F]/g, (character) => `\\u00${character.codePointAt(0)!.toString(16)}`);

export const jsonText = (document: unknown): string => `${withoutC1(JSON.stringify(document, null, 2))}\n`;
/** The same on one line. */
export const jsonLine = (document: unknown): string => `${withoutC1(JSON.stringify(document))}\n`;

export function createOutput(streams: Streams, json: boolean, progress: boolean): Output {
  let shown = '';
  return {
    json,
    answer(document, lines) {
      if (json) streams.stdout.write(jsonText(document));
      else streams.stdout.write([...lines()].map((line) => `${harmless(line).trimEnd()}\n`).join(''));
    },
    text(text) {
      streams.stdout.write(text);
    },
    note(line) {
      streams.stderr.write(`${harmless(line)}\n`);
    },
    progress(job) {
      if (!progress && streams.stderr.isTTY !== true) return;
      const done = job.done.toLocaleString('en-US');
      const count = job.total === null ? done : `${done} of ${job.total.toLocaleString('en-US')}`;
      const line = harmless(`${job.subject}: ${phaseWord(job.phase)} ${job.done > 0 ? count : ''}`.trimEnd());
      if (line === shown) return;
      shown = line;
      streams.stderr.write(
        streams.stderr.isTTY === true
          ? `\r\u001B[K${line}${job.state === 'running' ? '' : '\n'}`
          : `${line}\n`,
      );
    },
  };
}

/** Columns aligned by the widest cell; Korean and other wide characters count two. The first row is the heading. */
export function* table(rows: readonly (readonly string[])[]): Generator<string> {
  const clean = rows.map((row) => row.map(harmless));
  const widths: number[] = [];
  for (const row of clean)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, width(cell));
  for (const row of clean) {
    yield row
      .map((cell, column) =>
        column === row.length - 1 ? cell : cell + ' '.repeat(widths[column]! - width(cell)),
      )
      .join('  ');
  }
}

const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;
const without = /[\p{Mn}\p{Me}\p{Cf}]/u;

function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += without.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}
