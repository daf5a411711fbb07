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

const noStatements: readonly CompiledStatement[] = [];
const nothing: Candidates = { denies: noStatements, allows: noStatements, fitting: noStatements };

/** By document, by its place in a set: policies of AWS are attached to thousands. */
const compiledBefore = new WeakMap<PolicyDocument, (readonly CompiledStatement[] | undefined)[]>();

function statementsOf(document: PolicyDocument, index: number): readonly CompiledStatement[] {
  let places = compiledBefore.get(document);
  if (!places) compiledBefore.set(document, (places = []));
  return (places[index] ??= compileStatements(document, index));
}

/** A document that is null cannot be read: it has no statements, and its place is kept. */
export function compileSet(documents: readonly (PolicyDocument | null)[]): CompiledSet {
  const statements = documents.flatMap((document, index) => (document ? statementsOf(document, index) : []));
  const known = new Map<string, Candidates>();
  const found = byService(statements);
  // One question after the other is about one action: denied first, then allowed.
  let last = '';
  let lastFound = nothing;
  return {
    statements,
    candidates: (action) => {
      if (action === last) return lastFound;
      let candidates = known.get(action);
      if (!candidates) {
        if (known.size >= kept) known.clear();
        known.set(action, (candidates = found(action)));
      }
      last = action;
      return (lastFound = candidates);
    },
  };
}

/** Looks at the statements that name the action's service, or none in particular, alone. */
function byService(statements: readonly CompiledStatement[]): (action: string) => Candidates {
  // Denying ones first.
  const ordered = [
    ...statements.filter(({ denies }) => denies),
    ...statements.filter(({ denies }) => !denies),
  ];
  const anyService = ordered.filter(({ services }) => services === null);
  const services = new Set<string>();
  for (const statement of ordered) for (const service of statement.services ?? []) services.add(service);
  // Gathered when first asked for: a set may name far more services than are ever asked of it.
  const named = new Map<string, readonly CompiledStatement[]>();
  const ofService = (service: string): readonly CompiledStatement[] => {
    if (!services.has(service)) return anyService;
    let found = named.get(service);
    if (!found) {
      found = ordered.filter((statement) => statement.services === null || statement.services.has(service));
      if (named.size >= kept) named.clear();
      named.set(service, found);
    }
    return found;
  };
  return (action) => {
    const colon = action.indexOf(':');
    const service = action.slice(0, colon);
    const name = action.slice(colon + 1);
    const fitting: CompiledStatement[] = [];
    let denying = 0;
    for (const statement of ofService(service)) {
      if (!statement.matchesAction(service, name)) continue;
      if (statement.denies) denying++;
      fitting.push(statement);
    }
    if (fitting.length === 0) return nothing;
    if (denying === 0) return { denies: noStatements, allows: fitting, fitting };
    return { denies: fitting.slice(0, denying), allows: fitting.slice(denying), fitting };
  };
}
