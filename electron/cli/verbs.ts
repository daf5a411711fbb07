/** Commands that are several: `review list WS`, `claims check FILE`. The first argument says which. */
import { Fault } from '#contract/faults.ts';
import type { Context } from './command.ts';

export interface Verb {
  /** How many arguments it takes after its name: any of these numbers. */
  readonly takes: readonly number[];
  /** Its context's positionals do not have the name. */
  readonly does: (context: Context) => Promise<void>;
}
export type Verbs = Readonly<Record<string, Verb>>;

/** Throws `usage.invalid` with `use` for a name that none has, and for too few or too many arguments. */
export async function runVerb(verbs: Verbs, context: Context, use: string): Promise<void> {
  const [name = '', ...positionals] = context.positionals;
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb?.takes.includes(positionals.length)) throw new Fault('usage.invalid', { detail: use });
  const { values, out } = context;
  await verb.does({
    // Both start when they are first asked for: not every verb needs them.
    get engine() {
      return context.engine;
    },
    get client() {
      return context.client;
    },
    positionals,
    values,
    out,
    endEngine: () => context.endEngine(),
  });
}
