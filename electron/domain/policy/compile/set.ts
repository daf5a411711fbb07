/** Policies that count as one set: their statements, found by action. */
import type { PolicyDocument } from '../document.ts';
import { compileStatements } from './statement.ts';
import type { CompiledStatement } from './statement.ts';

/** Statements of a set whose action element takes in one action. */
export interface Candidates {
  readonly denies: readonly CompiledStatement[];
  readonly allows: readonly CompiledStatement[];
  /** Both, the denying ones first. */
  readonly fitting: readonly CompiledStatement[];
}

export interface CompiledSet {
  readonly statements: readonly CompiledStatement[];
  /** `service:name` in lower case. */
  readonly candidates: (action: string) => Candidates;
}

/** Which statements an action may concern is kept for this many actions a set. */
const kept = 4096;

/** A document that is null cannot be read: it has no statements, and its place is kept. */
export function compileSet(documents: readonly (PolicyDocument | null)[]): CompiledSet {
  const statements = documents.flatMap((document, index) =>
    document ? compileStatements(document, index) : [],
  );
  const known = new Map<string, Candidates>();
  const find = (action: string): Candidates => {
    const colon = action.indexOf(':');
    const service = action.slice(0, colon);
    const name = action.slice(colon + 1);
    const fitting = statements.filter(({ matchesAction }) => matchesAction(service, name));
    const denies = fitting.filter((statement) => statement.denies);
    const allows = fitting.filter((statement) => !statement.denies);
    return { denies, allows, fitting: [...denies, ...allows] };
  };
  return {
    statements,
    candidates: (action) => {
      let found = known.get(action);
      if (!found) {
        if (known.size >= kept) known.clear();
        known.set(action, (found = find(action)));
      }
      return found;
    },
  };
}
