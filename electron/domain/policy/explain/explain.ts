/** Why a request is decided as it is: every set that could have a say, and the statements whose action fits. */
import type { CompiledStatement } from '../compile/statement.ts';
import { keysOf } from '../condition/keys.ts';
import type { Keys } from '../condition/keys.ts';
import { no, open, yes } from '../condition/test.ts';
import type { Three } from '../condition/test.ts';
import { resolve } from '../conditional/allowedIf.ts';
import { both } from '../evaluate/ask.ts';
import type { Rules } from '../evaluate/decide.ts';
import type { AskedSet, PolicySets } from '../evaluate/sets.ts';
import {
  hasIdentity,
  hasPersonal,
  isCrossAccount,
  ownPolicyOf,
  withoutResourceControl,
  withoutServiceControl,
} from '../evaluate/sides.ts';
import { statementParts } from '../explanation.ts';
import type {
  Explanation,
  SetNote,
  StatementPart,
  TestedCondition,
  TestedSet,
  TestedStatement,
  Truth,
} from '../explanation.ts';
import { foldedAction } from '../pattern/action.ts';
import type { Request } from '../request.ts';

const truths: Readonly<Record<Three, Truth>> = { [no]: 'false', [yes]: 'true', [open]: 'unknown' };

const noConditionsOpen: Explanation['conditions'] = [];
const noAlternatives: Explanation['alternatives'] = [];

export function explain(sets: PolicySets, request: Request, rules: Rules): Explanation {
  const { decision, decidedBy, ways } = resolve(sets, request, rules);
  return {
    decision,
    decidedBy,
    sets: testedSets(sets, request, rules),
    own: ownPolicyOf(foldedAction(request.action), request.resource),
    principal: request.principal.kind,
    crossAccount: hasIdentity(request.principal.kind) && isCrossAccount(request),
    conditions: ways[0] ?? noConditionsOpen,
    alternatives: ways.length > 1 ? ways.slice(1) : noAlternatives,
    problems: sets.problems,
  };
}

/** What every set says that could have a say, in the order of evaluation. */
export function testedSets(sets: PolicySets, request: Request, rules: Rules): TestedSet[] {
  const { principal } = request;
  const own = ownPolicyOf(foldedAction(request.action), request.resource);
  const personal: SetNote | null = !hasIdentity(principal.kind)
    ? 'noIdentity'
    : principal.kind === 'root'
      ? 'rootUser'
      : null;
  const asker = askerOf(sets, request);
  const tested: TestedSet[] = [];
  const one = (set: AskedSet | null, use: TestedSet['use'], why: SetNote | null): void =>
    void tested.push(set ? asker(set, why) : without(use, why ?? 'noneGiven'));
  if (sets.resourceControl.length > 0) {
    const why = withoutResourceControl(request, rules.resourceControlServices);
    for (const set of sets.resourceControl) tested.push(asker(set, why));
  }
  if (sets.serviceControl.length > 0) {
    const why = withoutServiceControl(request);
    for (const set of sets.serviceControl) tested.push(asker(set, why));
  }
  if (sets.endpoint) one(sets.endpoint, 'endpoint', null);
  if (own === 'trust') one(sets.trust ?? sets.resource, 'trust', null);
  else one(sets.resource, 'resource', null);
  one(sets.identity, 'identity', personal);
  if (sets.boundary) one(sets.boundary, 'boundary', personal);
  if (sets.session || principal.kind === 'federated-user') one(sets.session, 'session', personal);
  return tested;
}

const noStatements: readonly TestedStatement[] = [];
const without = (use: TestedSet['use'], why: SetNote, level: string | null = null): TestedSet => ({
  use,
  level,
  outcome: 'notApplicable',
  why,
  statements: noStatements,
});

const askerOf = (sets: PolicySets, request: Request) => {
  const asking: Asking = {
    request,
    keys: keysOf(request),
    hasBoundary: hasPersonal(request.principal.kind) && sets.boundary !== null,
    action: foldedAction(request.action),
  };
  return (asked: AskedSet, why: SetNote | null): TestedSet => {
    const { use, level, set, unreadable } = asked;
    if (why !== null) return without(use, why, level);
    const { fitting } = set.candidates(asking.action);
    const statements = fitting.length === 0 ? noStatements : fitting.map((one) => tested(one, asking));
    return { use, level, outcome: outcomeOf(statements), why: unreadable ? 'unreadable' : null, statements };
  };
};

interface Asking {
  readonly request: Request;
  readonly keys: Keys;
  readonly hasBoundary: boolean;
  readonly action: string;
}

function outcomeOf(statements: readonly TestedStatement[]): TestedSet['outcome'] {
  let [allows, maybe, maybeDenies] = [false, false, false];
  for (const { effect, result } of statements) {
    if (result === 'false') continue;
    if (effect === 'Deny') {
      if (result === 'true') return 'denies';
      maybeDenies = true;
    } else if (result === 'true') allows = true;
    else maybe = true;
  }
  if (maybeDenies || (maybe && !allows)) return 'conditional';
  return allows ? 'allows' : 'silent';
}

/** The parts that failed, by their bits: resource 1, principal 2, condition 4. */
const failures: readonly (readonly StatementPart[])[] = Array.from({ length: 8 }, (_, bits) =>
  statementParts.filter((_part, at) => (bits & (1 << at)) !== 0),
);
const noConditions: readonly TestedCondition[] = [];

/** What a statement without conditions and principals says, by what its resource says: the same to every request. */
const plain = new WeakMap<CompiledStatement, (TestedStatement | undefined)[]>();

function tested(compiled: CompiledStatement, asking: Asking): TestedStatement {
  const { matchesPrincipal, tests } = compiled;
  const { request, keys } = asking;
  const resource = compiled.matchesResource(request.resource, keys);
  if (matchesPrincipal === null && tests.length === 0) {
    let known = plain.get(compiled);
    if (!known) plain.set(compiled, (known = []));
    return (known[resource] ??= told(compiled, resource, resource === no ? 1 : 0, noConditions, null));
  }
  const grant = matchesPrincipal && matchesPrincipal(request.principal, asking.hasBoundary);
  const named = matchesPrincipal === null || grant !== null;
  const conditions: TestedCondition[] = [];
  let condition: Three = yes;
  for (const test of tests) {
    const said = test.evaluate(keys);
    condition = both(condition, said);
    conditions.push({
      test: test.test,
      result: truths[said],
      given: keys.valuesOf(test.key) ?? null,
      compared: test.compared(keys),
    });
  }
  const result = named ? both(resource, condition) : no;
  const failed = (resource === no ? 1 : 0) | (named ? 0 : 2) | (condition === no ? 4 : 0);
  return told(compiled, result, failed, conditions, grant);
}

const told = (
  { statement, policy }: CompiledStatement,
  result: Three,
  failed: number,
  conditions: readonly TestedCondition[],
  grant: TestedStatement['grant'],
): TestedStatement => ({
  policy,
  path: statement.path,
  sid: statement.sid,
  effect: statement.effect,
  result: truths[result],
  failed: failures[failed]!,
  conditions,
  grant,
});
