/** Which statements may concern a service, and which of its actions they take in. */
import type { CompiledStatement } from '../compile/statement.ts';
import { actionPattern } from '../pattern/action.ts';
import type { ActionPattern } from '../pattern/action.ts';

/** A statement and the set that it is of. */
export interface Placed {
  readonly set: number;
  readonly compiled: CompiledStatement;
  /** Patterns of resources that tell resources apart; empty: it takes in every resource. */
  readonly resources: readonly string[];
}

export interface Indexed extends Placed {
  readonly negated: boolean;
  readonly byService: ReadonlyMap<string, readonly ActionPattern[]>;
  readonly anyService: readonly ActionPattern[];
}

/** `told`: a pattern of resources with what is known in place of its variables. */
export function indexed(
  set: number,
  compiled: CompiledStatement,
  told: (pattern: string) => string,
): Indexed {
  const { action, resource } = compiled.statement;
  const patterns = action.patterns.map(actionPattern);
  const all = resource === null || (!resource.negated && resource.patterns.includes('*'));
  return {
    set,
    compiled,
    resources: all ? [] : resource.patterns.map(told),
    negated: action.negated,
    byService: Map.groupBy(
      patterns.filter(({ service }) => service !== '*'),
      ({ service }) => service,
    ),
    anyService: patterns.filter(({ service }) => service === '*'),
  };
}

/** The shortest name, and one longer than a name may be, of what no pattern holds: what takes both, takes every name. */
const anyNames = ['…', '…'.repeat(257)];

/** Statements that bear on some action of the service. */
export interface Relevant {
  /** On each. */
  readonly always: readonly Placed[];
  /** On those whose name the test takes, in lower case. */
  readonly tested: readonly { readonly placed: Placed; readonly takes: (name: string) => boolean }[];
}

export function relevantTo(service: string, statements: readonly Indexed[]): Relevant {
  const always: Placed[] = [];
  const tested: { placed: Placed; takes: (name: string) => boolean }[] = [];
  for (const statement of statements) {
    const { negated, byService, anyService } = statement;
    const patterns = [...(byService.get(service) ?? []), ...anyService];
    if (patterns.length === 0) {
      if (negated) always.push(statement);
      continue;
    }
    if (patterns.some(({ matches }) => anyNames.every((name) => matches(name)))) {
      if (!negated) always.push(statement);
      continue;
    }
    tested.push({
      placed: statement,
      takes: (name) => patterns.some(({ matches }) => matches(name)) !== negated,
    });
  }
  return { always, tested };
}
