/** What a command of the command line is, and what it gets to work with. */
import type { ParseArgsConfig } from 'node:util';
import type { Client } from '#contract/index.ts';
import type { Engine } from '#engine/engine.ts';
import type { Output } from './output.ts';

export type Options = NonNullable<ParseArgsConfig['options']>;
export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

export interface Context {
  readonly engine: Engine;
  readonly client: Client;
  readonly positionals: readonly string[];
  readonly values: Values;
  readonly out: Output;
}

export interface Command {
  readonly name: string;
  /** The arguments after the name, as help shows them. */
  readonly usage: string;
  readonly summary: string;
  /** Further lines of help: options and an example. */
  readonly help?: readonly string[];
  readonly options?: Options;
  /** How many positional arguments it takes: at least, at most. */
  readonly takes: readonly [number, number];
  run(context: Context): Promise<void>;
}

export function textOption(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
