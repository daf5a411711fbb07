/** What every set says that could have a say, in the order of evaluation, with all statements whose action fits. */
import { no, open, yes } from '../condition/test.ts';
import type { Three } from '../condition/test.ts';
import { either } from '../evaluate/ask.ts';
import type { Grants, Voices } from '../evaluate/ask.ts';
import type { Asking } from '../evaluate/asking.ts';
import type { AskedSet, PolicySets } from '../evaluate/sets.ts';
import type { SetNote, TestedSet, TestedStatement, Truth } from '../explanation.ts';
import { testedStatement } from './testedStatement.ts';

/** The sets as told, and what they say as a decision asks for it. */
export class TestedSets implements Voices {
  readonly told: TestedSet[] = [];
  /** Of each that was told; null: there is none. */
  readonly #given: (AskedSet | null)[] = [];
  readonly #asking: Asking;

  constructor(sets: PolicySets, asking: Asking) {
    this.#asking = asking;
    const { own, ownSet, identity } = asking;
    const personal: SetNote | null = asking.personal ? null : identity ? 'rootUser' : 'noIdentity';
    for (const set of sets.resourceControl) this.#add(set, asking.withoutResourceControl);
    for (const set of sets.serviceControl) this.#add(set, asking.withoutServiceControl);
    if (sets.endpoint !== null) this.#add(sets.endpoint, null);
    if (ownSet !== null) this.#add(ownSet, null);
    else this.#missing(own === 'trust' ? 'trust' : 'resource', 'noneGiven');
    if (sets.identity !== null) this.#add(sets.identity, personal);
    else this.#missing('identity', personal ?? 'noneGiven');
    if (sets.boundary !== null) this.#add(sets.boundary, personal);
    if (sets.session !== null) this.#add(sets.session, personal);
    else if (asking.request.principal.kind === 'federated-user')
      this.#missing('session', personal ?? 'noneGiven');
  }

  denies(set: AskedSet): Three {
    return anyOf(this.#statementsOf(set), 'Deny');
  }

  allows(set: AskedSet): Three {
    return anyOf(this.#statementsOf(set), 'Allow');
  }

  grants(set: AskedSet): Grants {
    const found = { direct: no, role: no, delegates: no } as { -readonly [Kind in keyof Grants]: Three };
    for (const { effect, grant, result } of this.#statementsOf(set))
      if (effect === 'Allow' && grant !== null) found[grant] = either(found[grant], values[result]);
    return found;
  }

  #statementsOf(set: AskedSet): readonly TestedStatement[] {
    return this.told[this.#given.indexOf(set)]!.statements;
  }

  #add(given: AskedSet, why: SetNote | null): void {
    const { use, level, set, unreadable } = given;
    this.#given.push(given);
    if (why !== null) {
      this.told.push({ use, level, outcome: 'notApplicable', why, statements: noStatements });
      return;
    }
    const { fitting } = set.candidates(this.#asking.action);
    let statements = noStatements;
    if (fitting.length > 0) {
      const tested: TestedStatement[] = [];
      for (let at = 0; at < fitting.length; at++) tested.push(testedStatement(fitting[at]!, this.#asking));
      statements = tested;
    }
    const outcome = outcomeOf(statements);
    this.told.push({ use, level, outcome, why: unreadable ? 'unreadable' : null, statements });
  }

  #missing(use: TestedSet['use'], why: SetNote): void {
    this.#given.push(null);
    this.told.push({ use, level: null, outcome: 'notApplicable', why, statements: noStatements });
  }
}

const noStatements: readonly TestedStatement[] = [];
const values: Readonly<Record<Truth, Three>> = { false: no, true: yes, unknown: open };

function anyOf(statements: readonly TestedStatement[], asked: TestedStatement['effect']): Three {
  let found: Three = no;
  for (const { effect, result } of statements) {
    if (effect !== asked || result === 'false') continue;
    if (result === 'true') return yes;
    found = open;
  }
  return found;
}

function outcomeOf(statements: readonly TestedStatement[]): TestedSet['outcome'] {
  const denied = anyOf(statements, 'Deny');
  if (denied === yes) return 'denies';
  const allowed = anyOf(statements, 'Allow');
  if (denied === open || allowed === open) return 'conditional';
  return allowed === yes ? 'allows' : 'silent';
}
