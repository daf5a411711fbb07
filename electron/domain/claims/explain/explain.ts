/** Tells a run step by step. What each rule saw is worked out again from the run: a run itself keeps no more than it needs. */
import { formatFilter } from '../../directory/filter/format.ts';
import { ruleName, ruleTemplate } from '../parse/rules.ts';
import type { Rule } from '../parse/rules.ts';
import type { CompiledPolicy, CompiledRules } from '../run/compile.ts';
import { Evaluator, LimitExceeded } from '../run/evaluate.ts';
import type { ClaimRun, RuleRun, StageRun } from '../run/result.ts';
import { defaultSettings } from '../run/settings.ts';
import type { RunSettings } from '../run/settings.ts';
import type { StoreAnswer } from '../run/store.ts';
import { explainCondition } from './conditions.ts';
import type { UsedClaim } from './conditions.ts';
import type {
  ExplainedAnswer,
  ExplainedCondition,
  ExplainedRule,
  ExplainedRunOfRule,
  ExplainedStage,
  Explanation,
  Listed,
} from './explanation.ts';

export interface ExplainOptions {
  /** Items of one list; each says how many there are. */
  readonly listed: number;
}

export const defaultListed = 200;

/** `run` has to come from the same policy and settings. */
export function explainRun(
  compiled: CompiledPolicy,
  run: ClaimRun,
  settings: RunSettings = defaultSettings,
  options: ExplainOptions = { listed: defaultListed },
): Explanation {
  const explainer = new Explainer(run, settings, options.listed);
  const stages = run.stages.map((stage) => explainer.stage(stage, compiled[stage.stage]));
  return { decision: run.decision, stages, ...explainer.named() };
}

class Explainer {
  readonly #run: ClaimRun;
  readonly #settings: RunSettings;
  readonly #listed: number;
  readonly #claims = new Set<number>();
  readonly #open = new Set<number>();
  readonly #queries = new Set<number>();

  constructor(run: ClaimRun, settings: RunSettings, listed: number) {
    this.#run = run;
    this.#settings = settings;
    this.#listed = listed;
    for (const id of this.#first(run.decision.claims).items) this.#claims.add(id);
    for (const id of this.#first(run.decision.open).items) this.#open.add(id);
  }

  stage(stage: StageRun, compiled: CompiledRules | null): ExplainedStage {
    return {
      stage: stage.stage,
      state: stage.state,
      rules: compiled ? stage.rules.map((rule, index) => this.#rule(rule, index, stage, compiled)) : [],
      output: this.#listedClaims(stage.output),
      openOutput: this.#listedOpen(stage.openOutput),
    };
  }

  #rule(ran: RuleRun, index: number, stage: StageRun, compiled: CompiledRules): ExplainedRule {
    const { set } = compiled;
    const rule = set.rules[index]!;
    const { offset, length } = rule.place;
    const queries = new Set<number>();
    for (const id of ran.added) {
      const { from } = this.#run.claims[id]!;
      if (from.kind === 'rule' && from.answer) queries.add(from.answer.query);
    }
    for (const query of queries) this.#queries.add(query);
    return {
      index,
      name: ruleName(rule),
      template: ruleTemplate(rule),
      place: rule.place,
      text: set.text.slice(offset, offset + length),
      outcome: ran.outcome,
      because: ran.because,
      conditions: this.#conditions(rule, ran, index, stage, compiled),
      runs: { items: this.#runs(ran), count: ran.combinations },
      added: this.#listedClaims(ran.added),
      addedOpen: this.#listedOpen(ran.addedOpen),
      queries: [...queries],
    };
  }

  /** Empty for a rule that did not run, and where holding its conditions against the claims again is too much work. */
  #conditions(
    rule: Rule,
    ran: RuleRun,
    index: number,
    stage: StageRun,
    compiled: CompiledRules,
  ): ExplainedCondition[] {
    const ready = compiled.rules[index]!;
    if (!rule.readable || !ready.runs) return [];
    const evaluator = new Evaluator(this.#settings, compiled.compilePattern, { work: 0, text: 0 });
    const input = {
      claims: this.#run.claims,
      open: this.#run.open,
      ids: stage.input.slice(0, ran.before),
      openIds: stage.openInput.slice(0, ran.openBefore),
      evaluator,
      listed: this.#listed,
    };
    let slot = 0;
    let guard = 0;
    try {
      const explained = rule.conditions.map((condition) => {
        if (condition.kind !== 'claim')
          return explainCondition(condition, ready.guards[guard++]!.selector, [], input);
        const used = ready.selectors[slot]!.depends ? this.#used(ran, slot) : [];
        return explainCondition(condition, ready.selectors[slot++]!, used, input);
      });
      for (const { matched, maybe, near } of explained) {
        for (const { claim } of [...matched.items, ...near.items]) this.#claims.add(claim);
        for (const id of maybe.items) this.#open.add(id);
      }
      return explained;
    } catch (error) {
      if (error instanceof LimitExceeded) return [];
      throw error;
    }
  }

  #used(ran: RuleRun, slot: number): UsedClaim[] {
    const used = new Map<number, UsedClaim>();
    for (const added of ran.added) {
      const { from } = this.#run.claims[added]!;
      if (from.kind !== 'rule') continue;
      const id = from.sources[slot]!;
      if (!used.has(id)) used.set(id, { id, sources: from.sources });
    }
    return [...used.values()];
  }

  #runs(ran: RuleRun): ExplainedRunOfRule[] {
    const runs: { sources: readonly number[]; added: number[] }[] = [];
    for (const id of ran.added) {
      const { from } = this.#run.claims[id]!;
      if (from.kind !== 'rule') continue;
      const last = runs.at(-1);
      if (last && last.sources.every((source, slot) => source === from.sources[slot])) {
        if (last.added.length < this.#listed) last.added.push(id);
      } else if (runs.length < this.#listed) runs.push({ sources: from.sources, added: [id] });
      else break;
    }
    for (const { sources, added } of runs) for (const id of [...sources, ...added]) this.#claims.add(id);
    return runs;
  }

  #first<T>(all: readonly T[]): Listed<T> {
    return { items: all.slice(0, this.#listed), count: all.length };
  }

  #listedClaims(ids: readonly number[]): Listed<number> {
    const listed = this.#first(ids);
    for (const id of listed.items) this.#claims.add(id);
    return listed;
  }

  #listedOpen(ids: readonly number[]): Listed<number> {
    const listed = this.#first(ids);
    for (const id of listed.items) this.#open.add(id);
    return listed;
  }

  #answer(answer: StoreAnswer): ExplainedAnswer {
    if (answer.state === 'notReadable') return answer;
    const attributes = answer.attributes.map((one) =>
      one.state === 'read' ? { state: one.state, values: this.#first(one.values) } : one,
    );
    return { state: 'read', attributes };
  }

  /** Every claim that was named, what it comes from, and the questions asked. */
  named(): Pick<Explanation, 'claims' | 'open' | 'queries'> {
    for (const id of this.#claims) {
      const { from } = this.#run.claims[id]!;
      // A set that grows while it is walked is walked to its new end.
      if (from.kind === 'rule') {
        for (const source of from.sources) this.#claims.add(source);
        if (from.answer) this.#queries.add(from.answer.query);
      }
    }
    const inOrder = (ids: Iterable<number>) => [...ids].toSorted((a, b) => a - b);
    // Questions without an answer have added nothing, and are told all the same.
    for (const id of this.#run.queries.slice(0, this.#listed).keys()) this.#queries.add(id);
    return {
      claims: inOrder(this.#claims).map((id) => ({ id, ...this.#run.claims[id]! })),
      open: inOrder(this.#open).map((id) => ({ id, ...this.#run.open[id]! })),
      queries: inOrder(this.#queries).map((id) => {
        const { query, answer } = this.#run.queries[id]!;
        const { account, filter, attributes } = query;
        return {
          id,
          account,
          filter: filter && formatFilter(filter),
          attributes,
          answer: this.#answer(answer),
        };
      }),
    };
  }
}
