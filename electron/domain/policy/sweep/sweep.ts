/**
 * What a principal may do, over all actions of the catalog: the resource and unknown keys of the request are left open. Actions that
 * the same statements bear on and that touch the same kinds of resources are one question; it is asked of resources that stand for
 * many (one that no policy names, and one of those that each pattern takes in).
 * The resource's side (its policy, a role's trust, a key's policy) is taken to leave it to the principal's own policies, where it has
 * any.
 */
import type { Action, Catalog } from '../catalog.ts';
import type { Candidates } from '../compile/set.ts';
import { compileStatements } from '../compile/statement.ts';
import type { Decision } from '../codes.ts';
import { keysOf } from '../condition/keys.ts';
import { singleValue } from '../condition/test.ts';
import { settle } from '../conditional/allowedIf.ts';
import { decide } from '../evaluate/decide.ts';
import type { Rules } from '../evaluate/decide.ts';
import type { AskedSet, PolicySets } from '../evaluate/sets.ts';
import { hasIdentity, withoutResourceControl, withoutServiceControl } from '../evaluate/sides.ts';
import { splitArn } from '../pattern/resource.ts';
import type { Context, Principal, Request } from '../request.ts';
import type { Reach } from './codes.ts';
import { preparedServices } from './prepared.ts';
import type { Kinds, PreparedService } from './prepared.ts';
import { indexed, relevantTo } from './relevant.ts';
import type { Indexed, Placed, Relevant } from './relevant.ts';
import { patternOfBoth, sampleOf, sampleWithin, withKnown } from './samples.ts';
import type { Where } from './samples.ts';

export interface SweptSubject {
  readonly sets: PolicySets;
  readonly principal: Principal;
  /** What is known of the principal; everything else is left open. */
  readonly context: Context;
}

/** What is said of several actions alike. */
export interface Swept {
  readonly reach: Reach;
  readonly openResource: boolean;
  readonly openCondition: boolean;
  /** Statements whose action fits, of sets that have a say; `set` is an index in `Sweep.sets`. */
  readonly statements: readonly Placed[];
}

export interface SweptService {
  readonly prefix: string;
  readonly actions: readonly Action[];
  /** One for each action; the same object where the same is said. */
  readonly results: readonly Swept[];
  readonly counts: Readonly<Record<Reach, number>>;
}

export interface Sweep {
  readonly sets: readonly AskedSet[];
  readonly services: readonly SweptService[];
}

export const noCounts = (): Record<Reach, number> => ({
  all: 0,
  some: 0,
  conditional: 0,
  someConditional: 0,
  denied: 0,
  none: 0,
});

export function sweep(subject: SweptSubject, catalog: Catalog, rules: Rules): Sweep {
  const asker = new Asker(subject, rules);
  return {
    sets: asker.given,
    services: preparedServices(catalog).map((service) => asker.service(service)),
  };
}

/** What the sampled resources of one kind were decided to. */
interface Verdict {
  /** Some are allowed whatever the request; some allowed or allowed if; every one of both kinds. */
  readonly certain: boolean;
  readonly possible: boolean;
  readonly allCertain: boolean;
  readonly allPossible: boolean;
  /** Some only under conditions. */
  readonly conditional: boolean;
  /** Every one denied by a Deny. */
  readonly denied: boolean;
}

/** A set whose statements are those of the question at hand. */
class Turned {
  readonly asked: AskedSet;
  candidates: Candidates = { denies: [], allows: [], fitting: [] };

  constructor(given: AskedSet) {
    this.asked = {
      ...given,
      set: { statements: given.set.statements, candidates: () => this.candidates },
    };
  }
}

/** Actions that the same statements bear on; what is said of them, by the kinds of resources that they touch. */
interface Group {
  readonly byKinds: Swept[];
  readonly ask: (kinds: Kinds) => Swept;
}

function takenBy(tested: Relevant['tested'], name: string): string {
  let id = '';
  for (let index = 0; index < tested.length; index++) if (tested[index]!.takes(name)) id += `${index},`;
  return id;
}

class Asker {
  readonly given: readonly AskedSet[];
  readonly #subject: SweptSubject;
  readonly #rules: Rules;
  readonly #turned: readonly Turned[];
  readonly #sets: PolicySets;
  /** The same without policies of resources of this account. */
  readonly #elsewhere: PolicySets;
  readonly #statements: readonly Indexed[];
  readonly #resourceStatements: readonly Indexed[];
  readonly #where: Where;
  /** Steps that may still be taken to think conditions through. */
  #left = mostSteps;

  constructor(subject: SweptSubject, rules: Rules) {
    const { sets, principal } = subject;
    this.#subject = subject;
    this.#rules = rules;
    const turned = new Map<AskedSet, Turned>();
    const turn = <T extends AskedSet | null>(set: T): T => {
      if (set === null) return set;
      const one = new Turned(set);
      turned.set(set, one);
      return one.asked as T;
    };
    const asked = requestOf(subject, 'any:Any', '*', null);
    const personal = hasIdentity(principal.kind) && principal.kind !== 'root';
    const bound = withoutServiceControl(asked) === null;
    this.#sets = {
      resourceControl: sets.resourceControl.map(turn),
      serviceControl: bound ? sets.serviceControl.map(turn) : [],
      endpoint: turn(sets.endpoint),
      resource: sets.resource === null && hasIdentity(principal.kind) ? delegating : turn(sets.resource),
      identity: personal ? turn(sets.identity) : null,
      boundary: personal ? turn(sets.boundary) : null,
      session: personal ? turn(sets.session) : null,
      trust: delegating,
      problems: sets.problems,
    };
    this.#elsewhere = { ...this.#sets, resourceControl: [] };
    this.given = [...turned.keys()];
    this.#turned = [...turned.values()];
    const valueOf = singleValue(keysOf(asked));
    const told = (pattern: string): string => withKnown(pattern, valueOf);
    const all = this.given.flatMap((set, index) =>
      set.set.statements.map((statement) => indexed(index, statement, told)),
    );
    this.#resourceStatements = all.filter(({ set }) => set < sets.resourceControl.length);
    this.#statements = all.filter(({ set }) => set >= sets.resourceControl.length);
    const parts = splitArn(principal.arn ?? '');
    this.#where = { partition: parts[1] || partitionNamed(all), account: principal.account };
  }

  service(service: PreparedService): SweptService {
    const { prefix, actions, names, kindsOf, kinds } = service;
    const counts = noCounts();
    const groups = { controlled: this.#groups(prefix, true), free: this.#groups(prefix, false) };
    const isControlled = this.#controls(prefix);
    const results = actions.map((_, at) => {
      const name = names[at]!;
      const group = (isControlled(name) ? groups.controlled : groups.free)(name);
      const kind = kindsOf[at]!;
      const result = (group.byKinds[kind] ??= group.ask(kinds[kind]!));
      counts[result.reach]++;
      return result;
    });
    return { prefix, actions, results, counts };
  }

  /** Whether resource control policies bear on an action of the service, by its name in lower case. */
  #controls(prefix: string): (name: string) => boolean {
    const { resourceControlServices } = this.#rules;
    if (this.#sets.resourceControl.length === 0 || !resourceControlServices.has(prefix)) return () => false;
    return (name) =>
      withoutResourceControl(
        requestOf(this.#subject, `${prefix}:${name}`, '*', null),
        resourceControlServices,
      ) === null;
  }

  /** Actions of a service by the statements that bear on them; made when they are first asked for. */
  #groups(prefix: string, controlled: boolean): (name: string) => Group {
    let relevant: Relevant | null = null;
    const groups = new Map<string, Group>();
    return (name) => {
      relevant ??= relevantTo(
        prefix,
        controlled ? [...this.#resourceStatements, ...this.#statements] : this.#statements,
      );
      const { always, tested } = relevant;
      // Most services are named by no statement, or wholly: one group of actions.
      const id = tested.length === 0 ? '' : takenBy(tested, name);
      let group = groups.get(id);
      if (!group) {
        const taken = tested.filter(({ takes }) => takes(name)).map(({ placed }) => placed);
        const ask = this.#group(`${prefix}:${anyAction}`, [...always, ...taken], controlled);
        groups.set(id, (group = { byKinds: [], ask }));
      }
      return group;
    };
  }

  /** Questions about actions that these statements bear on. */
  #group(action: string, statements: readonly Placed[], controlled: boolean): (kinds: Kinds) => Swept {
    const doubtful = askedTwice(statements);
    const telling = statements.filter(({ resources }) => resources.length > 0);
    const candidates = this.#turned.map((_, index): Candidates => {
      const list = statements.flatMap(({ set, compiled }) => (set === index ? compiled : []));
      const [denies, allows] = [list.filter((one) => one.denies), list.filter((one) => !one.denies)];
      return { denies, allows, fitting: [...denies, ...allows] };
    });
    const decided = (resource: string): Decision => {
      this.#turned.forEach((turned, index) => {
        turned.candidates = candidates[index]!;
      });
      const account = splitArn(resource)[4] ?? '';
      const own = !/^\d{12}$/.test(account) || account === this.#subject.principal.account;
      const request = requestOf(
        this.#subject,
        action,
        resource,
        own ? this.#subject.principal.account : null,
      );
      const sets = own && controlled ? this.#sets : this.#elsewhere;
      const { decision } = decide(sets, request, this.#rules);
      return decision === 'conditional' && doubtful ? this.#settled(sets, request) : decision;
    };
    const verdicts = new Map<string, Verdict>();
    const verdictOn = (kind: string): Verdict => {
      let known = verdicts.get(kind);
      if (!known) verdicts.set(kind, (known = this.#verdict(kind, telling, decided)));
      return known;
    };
    const same = new Map<string, Swept>();
    return ({ all, required }) => {
      // Where no statement tells resources apart, one resource stands for all.
      const asked = telling.length === 0 || all.length === 0 ? [''] : all;
      const told = sweptOf(asked.map(verdictOn), telling.length === 0 ? [] : required.map(verdictOn));
      const id = `${told.reach} ${told.openCondition}`;
      let swept = same.get(id);
      if (!swept) same.set(id, (swept = { ...told, statements }));
      return swept;
    };
  }

  /** Conditions that cannot hold together allow nothing. */
  #settled(sets: PolicySets, request: Request): Decision {
    const most = Math.min(mostStepsOfOne, this.#left);
    const searching = { left: most };
    const decision = settle(sets, request, this.#rules, searching);
    this.#left -= most - searching.left;
    return decision;
  }

  /** `kind` is an ARN of the service data; empty: the action names no resource. */
  #verdict(kind: string, telling: readonly Placed[], decided: (resource: string) => Decision): Verdict {
    if (kind === '') return verdictOf([decided('*')]);
    const samples = new Set([sampleOf(kind, this.#where)]);
    const patterns: { by: unknown; excepted: boolean; pattern: string }[] = [];
    for (const { set, compiled, resources } of telling) {
      // What a Deny leaves out must be allowed besides; what an Allow does, another may allow.
      const negated = compiled.statement.resource?.negated === true;
      const by = negated ? compiled : set;
      for (const pattern of resources) {
        const sample = sampleWithin(pattern, kind, this.#where);
        if (sample === null) continue;
        samples.add(sample);
        patterns.push({ by, excepted: negated && !compiled.denies, pattern });
      }
    }
    const decisions = [...samples].map(decided);
    const isSome = decisions.some(isPossible);
    if (isSome && !decisions.every(isPossible)) return verdictOf(decisions);
    // What several name apart may meet in what all of them take in, or leave out.
    const named = isSome ? patterns.filter(({ excepted }) => excepted) : patterns;
    if (new Set(named.map(({ by }) => by)).size < 2) return verdictOf(decisions);
    const met = named.map(({ by, pattern }, at) => ({ by: [by], pattern, next: at + 1 }));
    for (const { by, pattern, next } of met) {
      for (const [at, other] of named.entries()) {
        if (at < next || by.includes(other.by)) continue;
        const both = patternOfBoth(pattern, other.pattern);
        const sample = both === null ? null : sampleWithin(both, kind, this.#where);
        if (both === null || sample === null) continue;
        decisions.push(decided(sample));
        if (decisions.length >= mostSamples) return verdictOf(decisions);
        met.push({ by: [...by, other.by], pattern: both, next: at + 1 });
      }
    }
    return verdictOf(decisions);
  }
}

const mostSamples = 500;
/** Of thinking conditions through; those of policies that people write need far fewer. */
const mostSteps = 3_000_000;
const mostStepsOfOne = 100_000;

/** Whether a key is asked by several tests, which may exclude each other. */
function askedTwice(statements: readonly Placed[]): boolean {
  const asked = new Set<string>();
  for (const { compiled } of statements)
    for (const { key } of compiled.tests) {
      if (asked.has(key)) return true;
      asked.add(key);
    }
  return false;
}

/** The one partition that resources are named in; where there is none, or several: `aws`. */
function partitionNamed(statements: readonly Placed[]): string {
  const named = new Set(
    statements.flatMap(({ resources }) => resources.map((pattern) => splitArn(pattern)[1] ?? '')),
  );
  const [only = '', ...more] = [...named].filter((partition) => /^aws[a-z-]*$/.test(partition));
  return more.length === 0 && only !== '' ? only : 'aws';
}
/** Decisions go by the statements that bear on the action, and no more by its name. */
const anyAction = 'Any';

const isPossible = (decision: Decision): boolean => decision === 'allowed' || decision === 'conditional';

const verdictOf = (decisions: readonly Decision[]): Verdict => ({
  certain: decisions.includes('allowed'),
  possible: decisions.some(isPossible),
  allCertain: decisions.every((one) => one === 'allowed'),
  allPossible: decisions.every(isPossible),
  conditional: decisions.includes('conditional'),
  denied: decisions.every((one) => one === 'explicitDeny'),
});

/** One of each required kind is needed; where none is required, one of any. */
function sweptOf(all: readonly Verdict[], required: readonly Verdict[]): Omit<Swept, 'statements'> {
  const needs = (holds: (verdict: Verdict) => boolean): boolean =>
    required.length > 0 ? required.every(holds) : all.some(holds);
  const openCondition = all.some(({ conditional }) => conditional);
  const is = (reach: Reach): Omit<Swept, 'statements'> => ({
    reach,
    openResource: reach === 'some' || reach === 'someConditional',
    openCondition: openCondition && reach !== 'denied' && reach !== 'none',
  });
  if (all.every(({ allCertain }) => allCertain)) return is('all');
  if (needs(({ certain }) => certain)) return is('some');
  if (needs(({ possible }) => possible))
    return is(all.every(({ allPossible }) => allPossible) ? 'conditional' : 'someConditional');
  const denied = required.length > 0 ? required.some((one) => one.denied) : all.every((one) => one.denied);
  return is(denied ? 'denied' : 'none');
}

const requestOf = (
  { principal, context }: SweptSubject,
  action: string,
  resource: string,
  resourceAccount: string | null,
): Request => ({
  action,
  resource,
  resourceAccount,
  resourceInManagementAccount: principal.managementAccount,
  principal,
  context,
  unknownContext: 'unknown',
});

/** A resource's policy that leaves everything to the policies of the principal. */
const leaves = compileStatements(
  {
    use: 'resource',
    version: '2012-10-17',
    statements: [
      {
        path: '',
        sid: null,
        effect: 'Allow',
        principal: null,
        action: { negated: false, path: '', patterns: ['*'] },
        resource: null,
        conditions: [],
      },
    ],
  },
  0,
).map((one) => ({ ...one, matchesPrincipal: () => 'delegates' as const }));
const delegating: AskedSet = {
  use: 'resource',
  level: null,
  set: {
    statements: leaves,
    candidates: () => ({ denies: [], allows: leaves, fitting: leaves }),
  },
  unreadable: false,
};
