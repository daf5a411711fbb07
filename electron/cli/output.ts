/** What a command says: one JSON document or lines on stdout, progress on stderr and only to a terminal unless asked. */
import type { Job } from '#contract/shapes.ts';
import { phase as phases } from '#contract/words/en/phase.ts';

export interface Output {
  readonly json: boolean;
  /** The answer, in both forms; the one that was asked for is printed. */
  answer(document: unknown, lines: () => Iterable<string>): void;
  note(line: string): void;
  progress(job: Job): void;
}

export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

const phaseWord = (code: string): string => (phases as Readonly<Record<string, string>>)[code] ?? code;

export function createOutput(streams: Streams, json: boolean, progress: boolean): Output {
  let shown = '';
  return {
    json,
    answer(document, lines) {
      if (json) streams.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
      else for (const line of lines()) streams.stdout.write(`${line}\n`);
    },
    note(line) {
      streams.stderr.write(`${line}\n`);
    },
    progress(job) {
      if (!progress && streams.stderr.isTTY !== true) return;
      const count = job.total === null ? `${job.done}` : `${job.done} of ${job.total}`;
      const line = `${job.subject}: ${phaseWord(job.phase)} ${job.done > 0 ? count : ''}`.trimEnd();
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

/** Columns aligned by the widest cell; Korean and other wide characters count two. */
export function* table(rows: readonly (readonly string[])[]): Generator<string> {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, width(cell));
  for (const row of rows) {
    yield row
      .map((cell, column) =>
        column === row.length - 1 ? cell : cell + ' '.repeat(widths[column]! - width(cell)),
      )
      .join('  ');
  }
}

const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;

function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += wide.test(character) ? 2 : 1;
  return columns;
}
