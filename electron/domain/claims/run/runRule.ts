/** One rule on one set of claims. */
import type { Stage } from '../policy.ts';
import type { ClaimSet } from './claimSet.ts';
import type { CompiledRule } from './compile.ts';
import { Effects } from './effects.ts';
import { Evaluator, LimitExceeded } from './evaluate.ts';
import { guard } from './guards.ts';
import type { Journal } from './journal.ts';
import { joinReasons } from './open.ts';
import type { OpenClaim, OpenReason, PartialClaim } from './open.ts';
import type { CompilePattern } from './patterns.ts';
import type { RuleOutcome, RuleRun } from './result.ts';

export interface RuleContext {
  readonly stage: Stage;
  readonly index: number;
  readonly set: ClaimSet;
  readonly output: { readonly open: number[]; add(id: number): void };
  readonly journal: Journal;
  readonly compilePattern: CompilePattern;
}

/** A claim that may fit a condition. */
interface Maybe {
  readonly claim: PartialClaim;
  readonly many: boolean;
  readonly because: readonly OpenReason[];
}

interface Candidates {
  /** Indices of claims that fit for certain. */
  readonly sure: readonly number[];
  readonly maybe: readonly Maybe[];
}

type RunningRule = Extract<CompiledRule, { runs: true }>;

/** Open combinations beyond this are told as one. */
const maxOpenCombinations = 1000;

export function runRule(rule: CompiledRule, context: RuleContext): RuleRun {
  const { journal, stage, index, compilePattern } = context;
  const evaluator = new Evaluator(journal.settings, compilePattern, journal.spent);
  const from = { stage, rule: index };
  if (!rule.runs) {
    const none = { kind: 'copy', verb: rule.verb ?? 'issue', slot: 0 } as const;
    const effects = new Effects(none, journal, evaluator, from);
    effects.anything(rule.types, [effects.reason(rule.code)]);
    return commit(context, rule.verb, { outcome: 'refused', combinations: 0, added: [], open: effects.open });
  }
  const claimsBefore = journal.claims.length;
  const effects = new Effects(rule.action, journal, evaluator, from);
  const { action } = rule;
  try {
    const combinations = new RuleRunner(rule, context, evaluator, effects).run();
    const { added, open } = effects;
    const outcome = open.length > 0 ? 'open' : combinations > 0 ? 'fired' : 'idle';
    return commit(context, action.verb, { outcome, combinations, added, open }, action.kind === 'copy');
  } catch (error) {
    if (!(error instanceof LimitExceeded)) throw error;
    journal.claims.length = claimsBefore;
    const failed = new Effects(action, journal, evaluator, from);
    failed.anything(typesOf(rule), [failed.reason(error.code)]);
    return commit(context, action.verb, {
      outcome: 'refused',
      combinations: 0,
      added: [],
      open: failed.open,
    });
  } finally {
    journal.spent = evaluator.spent;
  }
}

function typesOf({ action }: RunningRule): readonly string[] | null {
  if (action.kind === 'store') return action.types;
  if (action.kind === 'new' && action.fields.type?.kind === 'literal') return [action.fields.type.value];
  return null;
}

interface Done {
  readonly outcome: RuleOutcome;
  readonly combinations: number;
  readonly added: readonly number[];
  readonly open: readonly OpenClaim[];
}

/** Puts what a rule made into the sets: with `add` into the input set, with `issue` into both. A copy is in the input set already. */
function commit(
  { set, output, journal }: RuleContext,
  verb: 'issue' | 'add' | null,
  done: Done,
  copied = false,
): RuleRun {
  const before = set.ids.length;
  const openBefore = set.open.length;
  for (const id of done.added) {
    if (!copied) set.add(id, journal.claims[id]!.claim.type);
    if (verb !== 'add') output.add(id);
  }
  const addedOpen = done.open.map((open) => journal.putOpen(open));
  for (const index of addedOpen) {
    if (!copied) set.addOpen(index, journal.open[index]!.claim.type);
    if (verb !== 'add') output.open.push(index);
  }
  const because = joinReasons(done.open.map((open) => open.because));
  const { outcome, combinations, added } = done;
  return { outcome, combinations, before, openBefore, added, addedOpen, because };
}

class RuleRunner {
  readonly #rule: RunningRule;
  readonly #context: RuleContext;
  readonly #evaluator: Evaluator;
  readonly #effects: Effects;
  /** Candidates of conditions that name no other claims. */
  readonly #known: (Candidates | null)[];
  readonly #env: PartialClaim[] = [];
  readonly #sources: number[] = [];
  #combinations = 0;
  #sawMaybe = false;

  constructor(rule: RunningRule, context: RuleContext, evaluator: Evaluator, effects: Effects) {
    this.#rule = rule;
    this.#context = context;
    this.#evaluator = evaluator;
    this.#effects = effects;
    this.#known = rule.selectors.map(() => null);
  }

  /** How many combinations the rule ran on for certain. */
  run(): number {
    const { set, journal } = this.#context;
    let because: readonly OpenReason[] = [];
    let holds: boolean | null = true;
    for (const one of this.#rule.guards) {
      const guarded = guard(one, set, journal, this.#evaluator);
      if (guarded.holds === false) return 0;
      if (guarded.holds === null) {
        holds = null;
        because = joinReasons([because, guarded.because, this.#effects.unknowns()]);
      }
    }
    if (holds === true) {
      this.#visitSure(0);
      const sure = this.#combinations;
      if (this.#sawMaybe) this.#visitOpen([], false);
      return sure;
    }
    this.#visitOpen(because, true);
    return 0;
  }

  #visitSure(slot: number): void {
    if (slot === this.#rule.selectors.length) {
      this.#count();
      this.#effects.run({ env: this.#env, sources: this.#sources, sure: true, many: false, because: [] });
      return;
    }
    const { sure, maybe } = this.#candidates(slot);
    if (maybe.length > 0) this.#sawMaybe = true;
    for (const id of sure) {
      this.#env[slot] = this.#context.journal.claims[id]!.claim;
      this.#sources[slot] = id;
      this.#visitSure(slot + 1);
    }
  }

  /** Combinations that may be there: those with an open claim, and with `all` every one. */
  #visitOpen(because: readonly OpenReason[], all: boolean): void {
    const last = this.#rule.selectors.length;
    let visited = 0;
    const visit = (slot: number, open: boolean, many: boolean, reasons: readonly OpenReason[]): boolean => {
      if (slot === last) {
        if (!open) return true;
        this.#effects.run({ env: this.#env, sources: this.#sources, sure: false, many, because: reasons });
        visited++;
        return visited <= maxOpenCombinations;
      }
      const { sure, maybe } = this.#candidates(slot);
      if (open || slot < last - 1) {
        for (const id of sure) {
          this.#count();
          this.#env[slot] = this.#context.journal.claims[id]!.claim;
          this.#sources[slot] = id;
          if (!visit(slot + 1, open, many, reasons)) return false;
        }
      }
      for (const one of maybe) {
        this.#env[slot] = one.claim;
        this.#sources[slot] = -1;
        if (!visit(slot + 1, true, many || one.many, joinReasons([reasons, one.because]))) return false;
      }
      return true;
    };
    if (!visit(0, all, false, because)) {
      const reasons = joinReasons(this.#effects.open.map((one) => one.because));
      this.#effects.anything(typesOf(this.#rule), reasons);
    }
  }

  #candidates(slot: number): Candidates {
    const known = this.#known[slot];
    if (known) return known;
    const { set, journal } = this.#context;
    const selector = this.#rule.selectors[slot]!;
    const sure: number[] = [];
    const maybe: Maybe[] = [];
    for (const id of set.of(selector.type)) {
      const { claim } = journal.claims[id]!;
      const fits = this.#evaluator.selects(selector, claim, this.#env);
      if (fits === true) sure.push(id);
      else if (fits === null) maybe.push({ claim, many: false, because: this.#effects.unknowns() });
    }
    for (const index of set.openOf(selector.type)) {
      const { claim, many, because } = journal.open[index]!;
      if (this.#evaluator.selects(selector, claim, this.#env) !== false) maybe.push({ claim, many, because });
    }
    const found = { sure, maybe };
    if (!selector.depends) this.#known[slot] = found;
    return found;
  }

  #count(): void {
    this.#combinations++;
    if (this.#combinations > this.#context.journal.settings.limits.combinations)
      throw new LimitExceeded('tooManyCombinations');
  }
}
