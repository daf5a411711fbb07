/** A condition held against the claims that were there when its rule ran. */
import type { Comparison, Condition } from '../parse/rules.ts';
import type { CompiledComparison, CompiledSelector } from '../run/compile.ts';
import { partOf } from '../run/evaluate.ts';
import type { Evaluator } from '../run/evaluate.ts';
import type { OpenClaim } from '../run/open.ts';
import type { RunClaim } from '../run/result.ts';
import { compareCount } from '../run/guards.ts';
import type {
  ExplainedCondition,
  FailedComparison,
  Listed,
  MatchedClaim,
  NearClaim,
  PatternSpans,
} from './explanation.ts';

/** What a condition is held against. */
export interface ConditionInput {
  readonly claims: readonly RunClaim[];
  readonly open: readonly OpenClaim[];
  /** The input set at the time. */
  readonly ids: readonly number[];
  readonly openIds: readonly number[];
  readonly evaluator: Evaluator;
  readonly listed: number;
}

/** A claim that a rule ran on, and the claims of the conditions beside it. */
export interface UsedClaim {
  readonly id: number;
  readonly sources: readonly number[];
}

/** `used`: for a condition that names claims of others, those that the rule ran on. */
export function explainCondition(
  condition: Condition,
  selector: CompiledSelector,
  used: readonly UsedClaim[],
  input: ConditionInput,
): ExplainedCondition {
  const matched = new List<MatchedClaim>(input.listed);
  const near: NearClaim[] = [];
  const maybe = new List<number>(input.listed);
  let nearCount = 0;
  let unsure = 0;
  const { comparisons } = condition.selector;
  const keep = (id: number, sources: readonly number[] = []) =>
    matched.add(() => ({ claim: id, spans: spansOf(comparisons, selector, { id, sources }, input) }));
  if (selector.depends) {
    for (const { id, sources } of used) keep(id, sources);
  } else {
    for (const id of input.ids) {
      const { claim } = input.claims[id]!;
      const fits = input.evaluator.selects(selector, claim, []);
      if (fits === true) keep(id);
      else if (fits === null) unsure++;
      else {
        const failed = nearlyFits(comparisons, selector, input.claims[id]!, input);
        if (!failed) continue;
        nearCount++;
        insert(near, { claim: id, failed }, input.listed);
      }
    }
    for (const id of input.openIds) {
      const { claim, many } = input.open[id]!;
      if (input.evaluator.selects(selector, claim, []) === false) continue;
      maybe.add(() => id);
      unsure += many ? Infinity : 1;
    }
  }
  const least = matched.count;
  const most = least + unsure;
  const some = least > 0 ? true : most > 0 ? null : false;
  const negated = condition.kind === 'exists' && condition.negated;
  return {
    kind: condition.kind,
    place: condition.place,
    negated,
    count: condition.kind === 'count' ? { operator: condition.operator, number: condition.number } : null,
    holds:
      condition.kind === 'count'
        ? compareCount(least, most, condition.operator, condition.number)
        : some === null
          ? null
          : some !== negated,
    matched: matched.listed,
    maybe: maybe.listed,
    near: { items: near, count: nearCount },
  };
}

/** Counts all, keeps the first. */
class List<T> {
  readonly #items: T[] = [];
  readonly #most: number;
  count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(make: () => T): void {
    this.count++;
    if (this.#items.length < this.#most) this.#items.push(make());
  }

  get listed(): Listed<T> {
    return { items: this.#items, count: this.count };
  }
}

function spansOf(
  comparisons: readonly Comparison[],
  { comparisons: compiled }: CompiledSelector,
  { id, sources }: UsedClaim,
  { evaluator, claims }: ConditionInput,
): PatternSpans[] {
  const { claim } = claims[id]!;
  const env = sources.map((source) => claims[source]!.claim);
  return compiled.flatMap(({ part, byPattern, negated, compiled: known, value }, index): PatternSpans[] => {
    if (!byPattern || negated) return [];
    const { pattern } = known ?? evaluator.patternOf(value, env) ?? { pattern: null };
    if (!pattern) return [];
    const matches = pattern.all(partOf(claim, part) ?? '');
    return [{ comparison: comparisons[index]!.place, part, matches, groupNames: pattern.groupNames }];
  });
}

/** Which comparisons fail, where the type is right, or would be if capital letters did not count; null where it is another. */
function nearlyFits(
  comparisons: readonly Comparison[],
  { comparisons: compiled }: CompiledSelector,
  { claim }: RunClaim,
  { evaluator }: ConditionInput,
): FailedComparison[] | null {
  const failed: FailedComparison[] = [];
  for (const [index, one] of compiled.entries()) {
    if (evaluator.holds(one, claim, []) !== false) continue;
    const found = partOf(claim, one.part) ?? '';
    const wanted = evaluator.text(one.value, []);
    const onlyCase = holdsWithoutCase(one, found, wanted, evaluator);
    if (one.part.kind === 'field' && one.part.field === 'type' && !onlyCase) return null;
    const { place, part, operator } = comparisons[index]!;
    failed.push({ comparison: place, part, operator, wanted, found, onlyCase });
  }
  return failed;
}

function holdsWithoutCase(
  { byPattern, negated }: CompiledComparison,
  found: string,
  wanted: string | null,
  evaluator: Evaluator,
): boolean {
  if (wanted === null || negated) return false;
  if (!byPattern) return found.toLowerCase() === wanted.toLowerCase();
  return evaluator.compilePattern(`(?i)${wanted}`).pattern?.matches(found) ?? false;
}

/** Keeps those that fail least, and among them those that fail by capital letters alone. */
function insert(near: NearClaim[], one: NearClaim, most: number): void {
  const weight = ({ failed }: NearClaim) => failed.reduce((sum, { onlyCase }) => sum + (onlyCase ? 1 : 2), 0);
  const at = near.findIndex((other) => weight(other) > weight(one));
  if (at < 0 && near.length >= most) return;
  near.splice(at < 0 ? near.length : at, 0, one);
  if (near.length > most) near.pop();
}
