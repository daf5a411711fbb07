/** What a rule's statement makes of one combination of claims. Nothing is added to the sets before the rule has ended. */
import { stringType } from '../claim.ts';
import type { Claim } from '../claim.ts';
import type { Stage } from '../policy.ts';
import type { CompiledAction } from './compile.ts';
import type { Evaluator } from './evaluate.ts';
import type { Journal } from './journal.ts';
import { joinReasons, nothingKnown } from './open.ts';
import type { OpenClaim, OpenCode, OpenReason, PartialClaim } from './open.ts';
import { fillQuery, isActiveDirectory, readQuery } from './query.ts';
import type { StoreQuery } from './store.ts';

/** The claims that one combination binds. */
export interface Combination {
  /** By slot. */
  readonly env: readonly PartialClaim[];
  /** Indices of the claims, by slot; meaningless where the combination is not sure. */
  readonly sources: readonly number[];
  /** Whether it is there for certain. */
  readonly sure: boolean;
  /** Whether there may be any number like it. */
  readonly many: boolean;
  readonly because: readonly OpenReason[];
}

/** Answers of more values than this are one open claim where the combination is not sure. */
const maxOpenValues = 100;

export class Effects {
  readonly added: number[] = [];
  readonly #open = new Map<string, OpenClaim>();
  readonly #action: CompiledAction;
  readonly #journal: Journal;
  readonly #evaluator: Evaluator;
  readonly #from: { readonly stage: Stage; readonly rule: number };

  constructor(
    action: CompiledAction,
    journal: Journal,
    evaluator: Evaluator,
    from: { readonly stage: Stage; readonly rule: number },
  ) {
    this.#action = action;
    this.#journal = journal;
    this.#evaluator = evaluator;
    this.#from = from;
  }

  get open(): OpenClaim[] {
    return [...this.#open.values()];
  }

  reason(code: OpenCode, detail: string | null = null): OpenReason {
    return { code, ...this.#from, detail };
  }

  /** What the evaluator could not answer, as reasons. */
  unknowns(): OpenReason[] {
    return this.#evaluator.unknowns.map(({ code, detail }) => this.reason(code, detail));
  }

  run(combination: Combination): void {
    switch (this.#action.kind) {
      case 'copy':
        return this.#copy(this.#action, combination);
      case 'new':
        return this.#make(this.#action, combination);
      case 'store':
        return this.#ask(this.#action, combination);
    }
  }

  /** Anything of these types, any number. Null: of any type. */
  anything(types: readonly string[] | null, because: readonly OpenReason[]): void {
    for (const type of types ?? [null])
      this.#putOpen({ claim: { ...nothingKnown, type }, many: true, because, from: this.#from });
  }

  /** "When it is combined with the add issuance statement, it does not have any effect" (The Role of the Claim Rule Language). */
  #copy({ slot, verb }: Extract<CompiledAction, { kind: 'copy' }>, combination: Combination): void {
    if (verb === 'add') return;
    const claim = combination.env[slot]!;
    if (combination.sure)
      this.#put(this.#journal.claims[combination.sources[slot]!]!.claim, combination, null);
    else this.#putOpen({ claim, many: combination.many, because: combination.because, from: this.#from });
  }

  #make({ fields, properties }: Extract<CompiledAction, { kind: 'new' }>, combination: Combination): void {
    const { env } = combination;
    this.#evaluator.unknowns = [];
    const given = (field: keyof typeof fields, otherwise: string | null): string | null => {
      const operand = fields[field];
      return operand ? this.#evaluator.text(operand, env) : otherwise;
    };
    const issuer = given('issuer', this.#journal.settings.issuers.made);
    const filled: Record<string, string> = {};
    let known = true;
    for (const { name, value } of properties) {
      const text = this.#evaluator.text(value, env);
      if (text === null) known = false;
      else Object.defineProperty(filled, name, { value: text, enumerable: true, configurable: true });
    }
    const claim: PartialClaim = {
      type: given('type', null),
      value: given('value', ''),
      valueType: given('valueType', stringType),
      issuer,
      originalIssuer: given('originalIssuer', issuer),
      properties: known ? filled : null,
    };
    if (combination.sure && isKnown(claim)) return void this.#put(claim, combination, null);
    const because = joinReasons([combination.because, this.unknowns()]);
    this.#putOpen({ claim, many: combination.many, because, from: this.#from });
  }

  #ask(action: Extract<CompiledAction, { kind: 'store' }>, combination: Combination): void {
    const query = this.#question(action, combination.env);
    if ('because' in query) {
      this.anything(action.types, joinReasons([combination.because, query.because]));
      return;
    }
    const { answer } = this.#journal.queries[query.index]!;
    for (const [attribute, type] of action.types.entries()) {
      const one = answer.state === 'read' ? answer.attributes[attribute]! : answer;
      const claim = { ...nothingKnown, ...this.#ofStore(type) };
      if (one.state === 'notReadable') {
        const { text } = query.asked.attributes[attribute]!;
        const reason =
          answer.state === 'read'
            ? this.reason('attributeNotReadable', `${text}: ${one.code}`)
            : this.reason('storeNotReadable', one.code);
        const because = joinReasons([combination.because, [reason]]);
        this.#putOpen({ claim, many: true, because, from: this.#from });
      } else if (combination.sure) {
        for (const value of one.values)
          this.#put({ ...this.#ofStore(type), value }, combination, { query: query.index, attribute });
      } else {
        const { because, many } = combination;
        const values = many || one.values.length > maxOpenValues ? [null] : one.values;
        for (const value of one.values.length === 0 && !many ? [] : values)
          this.#putOpen({ claim: { ...claim, value }, many: value === null, because, from: this.#from });
      }
    }
  }

  #ofStore(type: string): Omit<Claim, 'value'> {
    const { store } = this.#journal.settings.issuers;
    return { type, valueType: stringType, issuer: store, originalIssuer: store, properties: {} };
  }

  /** The query as it is asked, or why it cannot be. */
  #question(
    action: Extract<CompiledAction, { kind: 'store' }>,
    env: readonly PartialClaim[],
  ): { readonly index: number; readonly asked: StoreQuery } | { readonly because: readonly OpenReason[] } {
    if (!isActiveDirectory(action.store)) return { because: [this.reason('storeUnknown', action.store)] };
    this.#evaluator.unknowns = [];
    const text = this.#evaluator.text(action.query, env);
    const params = action.params.map((param) => this.#evaluator.text(param, env));
    const known = params.filter((param) => param !== null);
    if (text === null || known.length < params.length) return { because: this.unknowns() };
    const template = action.read ?? readQuery(text);
    if (typeof template === 'string') return { because: [this.reason(template, text)] };
    if (template.attributes.length !== action.types.length)
      return { because: [this.reason('typesAndAttributes')] };
    const key = `${text}\0${known.join('\0')}`;
    const asked = this.#journal.asked(key);
    if (asked !== null) return { index: asked, asked: this.#journal.queries[asked]!.query };
    const filled = fillQuery(template, known);
    if (typeof filled === 'string') return { because: [this.reason(filled, text)] };
    return { index: this.#journal.ask(key, filled), asked: filled };
  }

  #put(claim: Claim, { sources }: Combination, answer: { query: number; attribute: number } | null): void {
    const from = { kind: 'rule', ...this.#from, sources: [...sources], answer } as const;
    this.added.push(this.#journal.put(claim, from));
  }

  #putOpen(open: OpenClaim): void {
    const key = JSON.stringify([open.claim, open.many]);
    const known = this.#open.get(key);
    this.#open.set(key, known ? { ...open, because: joinReasons([known.because, open.because]) } : open);
  }
}

function isKnown(claim: PartialClaim): claim is Claim {
  return Object.values(claim).every((part) => part !== null);
}
