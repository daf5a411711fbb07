/**
 * What claim rules make of groups: the rules are run for somebody who is in one group alone, and for somebody in none. Roles that
 * the first has and the second has not hang on the group.
 */
import { claimTypes } from '../../claims/claim.ts';
import type { ClaimPolicy, Stage } from '../../claims/policy.ts';
import { compilePolicy } from '../../claims/run/compile.ts';
import type { CompiledPolicy, CompiledRules } from '../../claims/run/compile.ts';
import type { OpenReason } from '../../claims/run/open.ts';
import type { ClaimRun } from '../../claims/run/result.ts';
import { runRules } from '../../claims/run/run.ts';
import { defaultSettings } from '../../claims/run/settings.ts';
import type { RunSettings } from '../../claims/run/settings.ts';
import { signInClaims } from '../../claims/run/signIn.ts';
import type { RuleGroup } from './group.ts';
import { groupTests } from './groupTests.ts';
import { GroupStore } from './groupStore.ts';
import type { AnswerSource } from './groupStore.ts';
import { forAnybody, personMark, ruleKey, subjectOf } from './person.ts';
import type { Touched } from './person.ts';

export interface RuleRef {
  readonly stage: Stage;
  readonly rule: number;
}

/** A value of the Role attribute that rules make. */
export interface RoleLead {
  /** Null = not known. */
  readonly value: string | null;
  /** The rules that made it, first to last. */
  readonly rules: readonly RuleRef[];
  /** What the rules took of the group; null: it does not hang on a value of the group, but on its being there. */
  readonly source: AnswerSource | null;
  /** Certain for whoever is in the group. Else it hangs on something else too. */
  readonly certain: boolean;
  /** It takes several groups together: the others. */
  readonly others: readonly RuleGroup[];
  /** Why it is not certain, as far as the run tells. */
  readonly because: readonly OpenReason[];
}

export interface GroupLead extends RoleLead {
  readonly group: RuleGroup;
}

/** A role that hangs on no group. `attribute`: of the person, which decides; null = everybody has it. */
export interface OpenLead extends RoleLead {
  readonly attribute: string | null;
}

export interface PolicyLeads {
  readonly groups: readonly GroupLead[];
  readonly anybody: readonly OpenLead[];
  /** Groups that rules want together were more than can be tried: what they make is not among `groups`. */
  readonly tooManyTogether: boolean;
}

/** Groups that are tried together, at most. */
const mostTogether = 300;

/** Yields before each group. */
export function* policyLeads(
  policy: ClaimPolicy,
  caseOf: RunSettings['caseOf'],
  groups: Iterable<RuleGroup>,
): Generator<void, PolicyLeads> {
  const compiled = compilePolicy(policy);
  const tests = groupTests(compiled, caseOf.types);
  const runner = new Runner(compiled, { ...defaultSettings, caseOf }, tests.less);
  const none = runner.run([]);
  const known = new Map(none.leads.map((lead) => [leadKey(lead), lead]));
  /** Of `known`, what being in some group takes away. */
  const taken = new Set<string>();
  const found: GroupLead[] = [];
  const together: RuleGroup[] = [];
  const alone = new Map<RuleGroup, Set<string>>();
  for (const group of groups) {
    yield;
    if (!tests.mayCount(group)) continue;
    const all = runner.run([group]).leads;
    const leads = all.filter((lead) => !known.has(leadKey(lead)));
    if (all.length - leads.length < known.size) {
      const kept = new Set(all.map(leadKey));
      for (const key of known.keys()) if (!kept.has(key)) taken.add(key);
    }
    if (tests.joins(group)) {
      together.push(group);
      alone.set(group, new Set(leads.map(({ value }) => value ?? '')));
    }
    for (const lead of leads) found.push({ ...lead, group });
  }
  const tooManyTogether = together.length > mostTogether;
  if (together.length > 1 && !tooManyTogether) {
    const lenient = withoutTaking(compiled, tests.less);
    const all = new Runner(lenient, { ...defaultSettings, caseOf }, tests.less);
    found.push(...jointLeads(all, together, alone, known));
  }
  const anybody = [...known].map(([key, lead]): OpenLead => ({
    ...lead,
    attribute: attributeOf(lead),
    certain: lead.certain && !taken.has(key),
  }));
  return { groups: found, anybody, tooManyTogether };
}

/** All groups are tried at once, which no rule that takes something away may see. */
function withoutTaking(compiled: CompiledPolicy, less: ReadonlySet<string>): CompiledPolicy {
  const open = (stage: Stage, rules: CompiledRules): CompiledRules => ({
    ...rules,
    rules: rules.rules.map((rule, index) =>
      rule.runs && less.has(ruleKey(stage, index))
        ? { ...rule, guards: rule.guards.filter((guard) => guard.kind === 'exists' && !guard.negated) }
        : rule,
    ),
  });
  const { acceptance, issuance } = compiled;
  return {
    ...compiled,
    acceptance: acceptance && open('acceptance', acceptance),
    issuance: open('issuance', issuance),
  };
}

/** What it takes several groups for: each of them is one of those that it hangs on. */
function jointLeads(
  runner: Runner,
  together: readonly RuleGroup[],
  alone: ReadonlyMap<RuleGroup, ReadonlySet<string>>,
  known: ReadonlyMap<string, unknown>,
): GroupLead[] {
  const found: GroupLead[] = [];
  for (const lead of runner.run(together).leads) {
    const { value, behind } = lead;
    if (value === null || known.has(leadKey(lead))) continue;
    if (behind.some((group) => alone.get(group)?.has(value))) continue;
    const named = behind.length > 0 ? behind : together;
    for (const group of named) {
      const others = behind.filter((other) => other !== group);
      found.push({ ...lead, group, certain: false, others });
    }
  }
  return found;
}

interface Led extends RoleLead {
  /** Every group whose value it was made of. */
  readonly behind: readonly RuleGroup[];
  /** Issued for certain in this run. */
  readonly sure: boolean;
}

const leadKey = ({ value, sure, because }: Led): string =>
  value === null ? `? ${because.map(({ stage, rule, code, detail }) => `${stage}/${rule} ${code} ${detail}`).join()}` : `${String(sure)} ${value}`; // prettier-ignore

class Runner {
  readonly #settings: RunSettings;
  readonly #touched: Touched = new Set();
  readonly #less: ReadonlySet<string>;
  readonly #policy: CompiledPolicy;

  /** `less`: rules that may do less for somebody in more groups. */
  constructor(compiled: CompiledPolicy, settings: RunSettings, less: ReadonlySet<string>) {
    this.#settings = settings;
    this.#less = less;
    this.#policy = forAnybody(compiled, settings.caseOf.values, this.#touched);
  }

  run(groups: readonly RuleGroup[]): { readonly leads: readonly Led[] } {
    this.#touched.clear();
    const store = new GroupStore(groups);
    const sids = groups.flatMap(({ sid }) => sid ?? []);
    const run = runRules(
      this.#policy,
      signInClaims(subjectOf(groups[0]?.netbios ?? null, sids)),
      store,
      this.#settings,
    );
    return { leads: this.#leadsOf(run, store, groups) };
  }

  #leadsOf(run: ClaimRun, store: GroupStore, groups: readonly RuleGroup[]): Led[] {
    const { openOutput } = run.stages[2];
    const leads: Led[] = [];
    /** Where in `leads`: the same value twice is one, certain where one of them is. */
    const places = new Map<string, number>();
    for (const id of this.#issued(run)) {
      const { claim } = run.claims[id]!;
      if (!this.#isRole(claim.type)) continue;
      const { rules, sources } = derivation(run, id, store, groups);
      const behind = [...new Set(sources.map(({ group }) => group))];
      const key = `${claim.value}\0${groups.length > 1 ? behind.map(({ dn }) => dn).join('\0') : ''}`;
      const personal = claim.value.includes(personMark);
      const bound = rules.some(({ stage, rule }) => this.#touched.has(ruleKey(stage, rule)));
      const lessened = rules.some(({ stage, rule }) => this.#less.has(ruleKey(stage, rule)));
      const lead: Led = {
        value: personal ? null : claim.value,
        rules,
        source: sources[0] ?? null,
        behind,
        sure: true,
        certain: !personal && !bound && !(groups.length > 0 && lessened),
        others: [],
        because: personal || bound ? rules.map((ref) => ({ ...ref, code: 'subject', detail: null })) : [],
      };
      const place = places.get(key);
      if (place === undefined) places.set(key, leads.push(lead) - 1);
      else if (lead.certain && !leads[place]!.certain) leads[place] = lead;
    }
    for (const index of openOutput) {
      const { claim, because, from } = run.open[index]!;
      // Of an unknown type: a rule that could not be read. Whether it makes roles is not known.
      if (claim.type !== null && !this.#isRole(claim.type)) continue;
      const value = claim.value?.includes(personMark) ? null : claim.value;
      leads.push({
        value,
        rules: from ? [from] : [],
        source: null,
        behind: [],
        sure: false,
        certain: false,
        others: [],
        because,
      });
    }
    return leads;
  }

  /** Every claim that issuance put out: of equal ones too, for each may come of another group. */
  #issued(run: ClaimRun): number[] {
    return run.stages[2].rules.flatMap(({ added }, index) => {
      const rule = this.#policy.issuance.rules[index]!;
      return rule.runs && rule.action.verb === 'issue' ? added : [];
    });
  }

  #isRole(type: string): boolean {
    return this.#settings.caseOf.types === 'ignored'
      ? type.toLowerCase() === claimTypes.role.toLowerCase()
      : type === claimTypes.role;
  }
}

/** The rules behind a claim, first to last, and what of the groups it was made of. */
function derivation(
  run: ClaimRun,
  id: number,
  store: GroupStore,
  groups: readonly RuleGroup[],
): { readonly rules: readonly RuleRef[]; readonly sources: readonly AnswerSource[] } {
  const rules = new Map<string, RuleRef>();
  const sources: AnswerSource[] = [];
  const seen = new Set<number>();
  const visit = (at: number): void => {
    if (seen.has(at)) return;
    seen.add(at);
    const { claim, from } = run.claims[at]!;
    if (from.kind === 'initial') {
      if (claim.type !== claimTypes.groupSid) return;
      const group = groups.find(({ sid }) => sid === claim.value);
      if (group) sources.push({ group, form: 'sid', attribute: 'tokenGroups', membership: 'token' });
      return;
    }
    for (const source of from.sources) visit(source);
    if (from.answer) sources.push(...store.sourcesOf(from.answer.query, from.answer.attribute, claim.value));
    const { stage, rule } = from;
    rules.set(ruleKey(stage, rule), { stage, rule });
  };
  visit(id);
  return { rules: [...rules.values()], sources };
}

/** The attribute of the person that decides. */
function attributeOf({ certain, value, because }: RoleLead): string | null {
  if (certain) return null;
  for (const { code, detail } of because)
    if (code === 'attributeNotReadable' && detail !== null) return detail.split(':')[0]!;
  return value === null ? 'sAMAccountName' : null;
}
