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
import type {
  Explanation,
  SetNote,
  StatementPart,
  TestedSet,
  TestedStatement,
  Truth,
} from '../explanation.ts';
import type { Request } from '../request.ts';

const truths: Readonly<Record<Three, Truth>> = { [no]: 'false', [yes]: 'true', [open]: 'unknown' };

export function explain(sets: PolicySets, request: Request, rules: Rules): Explanation {
  const { decision, decidedBy, ways } = resolve(sets, request, rules);
  return {
    decision,
    decidedBy,
    sets: testedSets(sets, request, rules),
    own: ownPolicyOf(request.action.toLowerCase(), request.resource),
    principal: request.principal.kind,
    crossAccount: hasIdentity(request.principal.kind) && isCrossAccount(request),
    conditions: ways[0] ?? [],
    alternatives: ways.slice(1),
    problems: sets.problems,
  };
}

/** What every set says that could have a say, in the order of evaluation. */
export function testedSets(sets: PolicySets, request: Request, rules: Rules): TestedSet[] {
  const { principal } = request;
  const own = ownPolicyOf(request.action.toLowerCase(), request.resource);
  const personal: SetNote | null = !hasIdentity(principal.kind)
    ? 'noIdentity'
    : principal.kind === 'root'
      ? 'rootUser'
      : null;
  const asker = askerOf(sets, request);
  const levels = (list: readonly AskedSet[], why: SetNote | null): TestedSet[] =>
    list.map((set) => asker(set, why));
  const one = (set: AskedSet | null, use: TestedSet['use'], why: SetNote | null): TestedSet =>
    set
      ? asker(set, why)
      : { use, level: null, outcome: 'notApplicable', why: why ?? 'noneGiven', statements: [] };
  return [
    ...levels(sets.resourceControl, withoutResourceControl(request, rules.resourceControlServices)),
    ...levels(sets.serviceControl, withoutServiceControl(request)),
    ...(sets.endpoint ? [asker(sets.endpoint, null)] : []),
    own === 'trust' ? one(sets.trust ?? sets.resource, 'trust', null) : one(sets.resource, 'resource', null),
    one(sets.identity, 'identity', personal),
    ...(sets.boundary ? [asker(sets.boundary, personal)] : []),
    ...(sets.session || principal.kind === 'federated-user' ? [one(sets.session, 'session', personal)] : []),
  ];
}

const askerOf = (sets: PolicySets, request: Request) => {
  const keys = keysOf(request);
  const hasBoundary = hasPersonal(request.principal.kind) && sets.boundary !== null;
  return (asked: AskedSet, why: SetNote | null): TestedSet => {
    const { use, level, set, unreadable } = asked;
    if (why !== null) return { use, level, outcome: 'notApplicable', why, statements: [] };
    const { denies, allows } = set.candidates(request.action.toLowerCase());
    const statements = [...denies, ...allows].map((one) => tested(one, request, keys, hasBoundary));
    return { use, level, outcome: outcomeOf(statements), why: unreadable ? 'unreadable' : null, statements };
  };
};

function outcomeOf(statements: readonly TestedStatement[]): TestedSet['outcome'] {
  const has = (effect: 'Allow' | 'Deny', result: Truth): boolean =>
    statements.some((one) => one.effect === effect && one.result === result);
  if (has('Deny', 'true')) return 'denies';
  if (has('Deny', 'unknown') || (!has('Allow', 'true') && has('Allow', 'unknown'))) return 'conditional';
  return has('Allow', 'true') ? 'allows' : 'silent';
}

function tested(
  compiled: CompiledStatement,
  request: Request,
  keys: Keys,
  hasBoundary: boolean,
): TestedStatement {
  const { statement, policy, matchesPrincipal, tests } = compiled;
  const grant = matchesPrincipal && matchesPrincipal(request.principal, hasBoundary);
  const resource = compiled.matchesResource(request.resource, keys);
  const conditions = tests.map((test) => {
    const result = test.evaluate(keys);
    return {
      test: test.test,
      result: truths[result],
      given: keys.valuesOf(test.key) ?? null,
      compared: test.compared(keys),
    };
  });
  const condition = tests.reduce<Three>((all, test) => both(all, test.evaluate(keys)), yes);
  const parts: [StatementPart, Three][] = [
    ['resource', resource],
    ['principal', matchesPrincipal === null || grant !== null ? yes : no],
    ['condition', condition],
  ];
  return {
    policy,
    path: statement.path,
    sid: statement.sid,
    effect: statement.effect,
    result: truths[parts.reduce<Three>((all, [, said]) => both(all, said), yes)],
    failed: parts.flatMap(([part, said]) => (said === no ? [part] : [])),
    conditions,
    grant,
  };
}
