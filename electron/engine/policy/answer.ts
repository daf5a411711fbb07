/** What the policy engine found, as its answers go out: codes, and beside each a sentence. */
import type { CaseError, PolicyAnswer, PolicyCase, SaidCondition, SaidSet } from '#contract/policy/case.ts';
import { policy as english } from '#contract/words/en/policy.ts';
import { fill } from '#contract/words/format.ts';
import { conditionText, decisionText, setText, statementText, testText } from '#contract/words/policyText.ts';
import type { SayPolicy } from '#contract/words/policyText.ts';
import type { PolicyUse } from '#domain/policy/codes.ts';
import { resolveAll } from '#domain/policy/conditional/allowedIf.ts';
import type { SetProblem } from '#domain/policy/document.ts';
import type { Rules } from '#domain/policy/evaluate/decide.ts';
import type { PolicySets } from '#domain/policy/evaluate/sets.ts';
import { explainAll } from '#domain/policy/explain/explain.ts';
import type { OpenCondition, TestedSet } from '#domain/policy/explanation.ts';
import type { Request } from '#domain/policy/request.ts';

export const sayEnglish: SayPolicy = (code, params) =>
  params === undefined ? english[code] : fill(english[code], params);

export interface Answering {
  readonly rules: Rules;
  /** What every set and statement said. */
  readonly explained: boolean;
  readonly say: SayPolicy;
}

/** One action on one or several resources: requests that differ by their resource alone. */
export function answerOf(
  sets: PolicySets,
  requests: readonly Request[],
  { rules, explained, say }: Answering,
): Omit<PolicyAnswer, 'id'> {
  const { decision, decidedBy, ways, tested } = explained
    ? explainAll(sets, requests, rules)
    : { ...resolveAll(sets, requests, rules), tested: null };
  const said = ways.map((way) => way.map((condition) => saidCondition(condition, say)));
  return {
    decision,
    decidedBy,
    message: decisionText(decision, decidedBy, say),
    conditions: said[0] ?? [],
    alternatives: said.slice(1),
    ...(tested === null ? {} : { explanation: saidSets(tested, requests, say) }),
    errors: sets.problems.map((problem) => saidProblem(problem, say)),
  };
}

const saidSets = (
  tested: readonly (readonly TestedSet[])[],
  requests: readonly Request[],
  say: SayPolicy,
): SaidSet[] =>
  tested.flatMap((told, at) =>
    told.map((set) => saidSet(set, requests.length > 1 ? requests[at]!.resource : null, say)),
  );

export function saidCondition(condition: OpenCondition, say: SayPolicy): SaidCondition {
  const message = conditionText(condition, say);
  if (condition.kind === 'resource') return { ...condition, patterns: [...condition.patterns], message };
  const { operator, quantifier, ifExists, key, values } = condition.test;
  const { kind, holds } = condition;
  return { kind, operator, quantifier, ifExists, key, values: [...values], holds, message };
}

/** `resource`: of several the one that it is about. */
export function saidSet(set: TestedSet, resource: string | null, say: SayPolicy): SaidSet {
  const { use, level, outcome, why, statements } = set;
  return {
    resource,
    use,
    level,
    outcome,
    why,
    message: setText(set, say),
    statements: statements.map((statement) => ({
      policy: statement.policy,
      path: statement.path,
      sid: statement.sid,
      effect: statement.effect,
      result: statement.result,
      failed: [...statement.failed],
      grant: statement.grant,
      message: statementText(statement, say),
      conditions: statement.conditions.map(({ test, result, given, compared }) => ({
        path: test.path,
        result,
        given: given && [...given],
        compared: [...compared],
        message: testText(test, true, say),
      })),
    })),
  };
}

const members: Readonly<Record<PolicyUse, keyof PolicyCase>> = {
  identity: 'identityPolicies',
  boundary: 'permissionsBoundary',
  session: 'sessionPolicies',
  resource: 'resourcePolicy',
  trust: 'trustPolicy',
  endpoint: 'endpointPolicies',
  serviceControl: 'serviceControlPolicies',
  resourceControl: 'resourceControlPolicies',
};

/** Where the document stands in the case. */
function placeOf({ use, levelIndex, policy }: SetProblem): string {
  if (levelIndex !== null) return `${members[use]}[${levelIndex}].policies[${policy}]`;
  return use === 'resource' || use === 'trust' ? members[use] : `${members[use]}[${policy}]`;
}

function saidProblem(problem: SetProblem, say: SayPolicy): CaseError {
  const { code, path, params } = problem;
  const place = placeOf(problem);
  return {
    code,
    path: path === '' ? place : `${place}.${path}`,
    params: { ...params },
    message: say(`problem.${code}`, params),
  };
}
