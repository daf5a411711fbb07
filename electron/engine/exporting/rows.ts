/** Exports of rows that the window has: begun, appended to, ended; those that nobody goes on with are dropped. */
import { randomUUID } from 'node:crypto';
import { type ExportCell, maxOpenRows, type RowsBegin, rowsIdleMinutes } from '#contract/exports.ts';
import { Fault } from '#contract/faults.ts';
import type { Files } from '../files.ts';
import { csvFormat, joined, jsonFormat } from './formats.ts';
import { fileSink, type Sink } from './sink.ts';

interface Open {
  readonly sink: Promise<Sink>;
  text(rows: readonly (readonly ExportCell[])[]): string;
  end(): string;
  readonly columns: number;
  count: number;
  /** One after the other, in the order of the calls. */
  turn: Promise<unknown>;
  idle: NodeJS.Timeout;
}

function formatOf({ format, columns, values, byteOrderMark }: RowsBegin) {
  const raw = values === 'raw';
  if (format === 'csv') {
    const csv = csvFormat(columns, { guard: !raw, byteOrderMark });
    const cell = (value: ExportCell) =>
      Array.isArray(value) ? joined(value, raw) : typeof value === 'boolean' ? String(value) : value;
    return {
      head: csv.head,
      text: (rows: readonly (readonly ExportCell[])[]) => csv.rows(rows.map((row) => row.map(cell))),
      end: csv.end,
    };
  }
  const json = jsonFormat();
  return {
    head: json.head,
    text: (rows: readonly (readonly ExportCell[])[]) =>
      json.rows(rows.map((row) => Object.fromEntries(row.map((value, n) => [columns[n]!, value])))),
    end: json.end,
  };
}

export class RowExports {
  readonly #files: Files;
  readonly #idleMs: number;
  readonly #open = new Map<string, Open>();

  constructor(files: Files, idleMs = rowsIdleMinutes * 60_000) {
    this.#files = files;
    this.#idleMs = idleMs;
  }

  async begin(input: RowsBegin): Promise<{ id: string }> {
    if (this.#open.size >= maxOpenRows) throw new Fault('export.tooMany', { limit: maxOpenRows });
    const { head, text, end } = formatOf(input);
    const target = this.#files.takeTarget(input.target);
    const id = randomUUID();
    const sink = fileSink(target);
    const one: Open = {
      sink,
      text,
      end,
      columns: input.columns.length,
      count: 0,
      turn: sink.then((to) => to.write(head)),
      idle: this.#dropLater(id),
    };
    this.#open.set(id, one);
    await this.#inTurn(id, one, async () => {});
    return { id };
  }

  async append(id: string, rows: readonly (readonly ExportCell[])[]): Promise<{ rows: number }> {
    const one = this.#at(id);
    if (rows.some((row) => row.length !== one.columns))
      throw new Fault('input.invalid', { path: 'rows', detail: `${one.columns} cells a row` });
    await this.#inTurn(id, one, async (sink) => {
      await sink.write(one.text(rows));
      one.count += rows.length;
    });
    return { rows: one.count };
  }

  async end(id: string): Promise<{ rows: number }> {
    const one = this.#at(id);
    await this.#inTurn(id, one, async (sink) => {
      await sink.write(one.end());
      await sink.finish();
      this.#forget(id, one);
    });
    return { rows: one.count };
  }

  /** Also of one that is not there any more. */
  async cancel(id: string): Promise<void> {
    const one = this.#open.get(id);
    if (one) await this.#drop(id, one);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map(([id, one]) => this.#drop(id, one)));
  }

  #at(id: string): Open {
    const one = this.#open.get(id);
    if (!one) throw new Fault('export.notFound', {});
    return one;
  }

  /** A failure ends the export: what comes after it would not be whole. */
  async #inTurn(id: string, one: Open, work: (sink: Sink) => Promise<void>): Promise<void> {
    clearTimeout(one.idle);
    const result = one.turn.then(async () => {
      if (this.#open.get(id) !== one) throw new Fault('export.notFound', {});
      await work(await one.sink);
    });
    one.turn = result;
    try {
      await result;
    } catch (error) {
      await this.#drop(id, one);
      throw error;
    }
    clearTimeout(one.idle);
    if (this.#open.get(id) === one) one.idle = this.#dropLater(id);
  }

  #dropLater(id: string): NodeJS.Timeout {
    const timer = setTimeout(() => void this.cancel(id), this.#idleMs);
    timer.unref();
    return timer;
  }

  #forget(id: string, one: Open): void {
    clearTimeout(one.idle);
    if (this.#open.get(id) === one) this.#open.delete(id);
  }

  async #drop(id: string, one: Open): Promise<void> {
    if (this.#open.get(id) !== one) return;
    this.#forget(id, one);
    // What is being written ends first, so that nothing is written after.
    await one.turn.catch(() => {});
    await one.sink.then((sink) => sink.abandon()).catch(() => {});
  }
}
