/** Why a request is decided as it is: every set that could have a say, and the statements whose action fits. */
import { noWays, thoughtThrough } from '../conditional/allowedIf.ts';
import type { Resolved } from '../conditional/allowedIf.ts';
import { together } from '../conditional/together.ts';
import { askingOf } from '../evaluate/asking.ts';
import { decideBy } from '../evaluate/decide.ts';
import type { Rules } from '../evaluate/decide.ts';
import type { PolicySets } from '../evaluate/sets.ts';
import { isCrossAccount } from '../evaluate/sides.ts';
import type { Explanation, TestedSet } from '../explanation.ts';
import type { Request } from '../request.ts';
import { TestedSets } from './testedSets.ts';

export function explain(sets: PolicySets, request: Request, rules: Rules): Explanation {
  const asking = askingOf(sets, request, rules);
  const tested = new TestedSets(sets, asking);
  const { decision, decidedBy, ways } = thoughtThrough(
    decideBy(sets, asking, tested),
    sets,
    [request],
    rules,
  );
  return {
    decision,
    decidedBy,
    sets: tested.told,
    own: asking.own,
    principal: request.principal.kind,
    crossAccount: asking.identity && isCrossAccount(request),
    conditions: ways[0] ?? noConditions,
    alternatives: ways.length > 1 ? ways.slice(1) : noWays,
    problems: sets.problems,
  };
}
const noConditions: Explanation['conditions'] = [];

/** As `resolveAll`, with what every set said to each of the requests. */
export function explainAll(
  sets: PolicySets,
  requests: readonly Request[],
  rules: Rules,
): Resolved & { readonly tested: readonly (readonly TestedSet[])[] } {
  const asked = requests.map((request) => {
    const asking = askingOf(sets, request, rules);
    return { asking, tested: new TestedSets(sets, asking) };
  });
  const outcome = together(asked.map(({ asking, tested }) => decideBy(sets, asking, tested)));
  return {
    ...thoughtThrough(outcome, sets, requests, rules),
    tested: asked.map(({ tested }) => tested.told),
  };
}
