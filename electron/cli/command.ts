/** What a command of the command line is, and what it gets to work with. */
import type { ParseArgsConfig } from 'node:util';
import { Fault } from '#contract/faults.ts';
import type { Client } from '#contract/index.ts';
import type { Engine } from '#engine/engine.ts';
import type { Output } from './output.ts';

export type Options = NonNullable<ParseArgsConfig['options']>;
export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

export interface Context {
  /** Started when first asked for. */
  readonly engine: Engine;
  readonly client: Client;
  readonly positionals: readonly string[];
  readonly values: Values;
  readonly out: Output;
  /** Ends the engine, where it was started: for a command that goes on without it. */
  endEngine(): Promise<void>;
}

export interface Command {
  readonly name: string;
  /** The arguments after the name, as help shows them. */
  readonly usage: string;
  readonly summary: string;
  /** Further lines of help: arguments, options, and what the answer means. */
  readonly help?: readonly string[];
  readonly example?: string;
  readonly options?: Options;
  /** Options that take several arguments, and how many; they are handed over as one text, with NUL between them. */
  readonly several?: Readonly<Record<string, number>>;
  /** How many positional arguments it takes: at least, at most. */
  readonly takes: readonly [number, number];
  run(context: Context): Promise<void>;
}

/** An option's text; null where it was not given. Given but empty is a slip (an unset variable, say), not "not given". */
export function textOption(values: Values, name: string): string | null {
  const value = values[name];
  if (value === '') throw new Fault('usage.invalid', { detail: `--${name} is empty.` });
  return typeof value === 'string' ? value : null;
}

/** A whole number within bounds. */
export function numberOption(
  values: Values,
  name: string,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): number {
  const text = textOption(values, name);
  if (text === null) return otherwise;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new Fault('usage.invalid', {
    detail: `--${name} takes a whole number from ${least} to ${most}, not "${text}".`,
  });
}

export function choiceOption<T extends string>(
  values: Values,
  name: string,
  choices: readonly T[],
): T | null {
  const text = textOption(values, name);
  const choice = choices.find((each) => each === text);
  if (text === null || choice !== undefined) return choice ?? null;
  throw new Fault('usage.invalid', {
    detail: `--${name} takes ${choices.join(', ')}, not "${text}".`,
  });
}
