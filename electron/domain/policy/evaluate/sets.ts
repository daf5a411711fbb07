/** The policies that bear on a principal and a resource, compiled once and asked many times. */
import type { PolicyUse } from '../codes.ts';
import { compileSet } from '../compile/set.ts';
import type { CompiledSet } from '../compile/set.ts';
import type { ParsedPolicy, PolicyDocument, SetProblem } from '../document.ts';

/** Documents of one level of an organization: an empty list allows nothing. */
export interface Level<Policies> {
  /** `root`, `ou:…`, `account`. */
  readonly level: string;
  readonly policies: Policies;
}

/** As parsed. A list that is absent or empty: no such policy applies. */
export interface PolicyInput {
  readonly identity?: readonly ParsedPolicy[];
  readonly boundary?: readonly ParsedPolicy[];
  readonly session?: readonly ParsedPolicy[];
  readonly resource?: readonly ParsedPolicy[];
  readonly trust?: readonly ParsedPolicy[];
  readonly endpoint?: readonly ParsedPolicy[];
  readonly serviceControl?: readonly Level<readonly ParsedPolicy[]>[];
  readonly resourceControl?: readonly Level<readonly ParsedPolicy[]>[];
}

/** One set, and whether all of it could be read: what cannot be read might deny. */
export interface AskedSet {
  readonly use: PolicyUse;
  readonly level: string | null;
  readonly set: CompiledSet;
  readonly unreadable: boolean;
}

export interface PolicySets {
  readonly identity: AskedSet | null;
  readonly boundary: AskedSet | null;
  readonly session: AskedSet | null;
  readonly resource: AskedSet | null;
  readonly trust: AskedSet | null;
  readonly endpoint: AskedSet | null;
  readonly serviceControl: readonly AskedSet[];
  readonly resourceControl: readonly AskedSet[];
  /** `policy` is the index in its set or level. */
  readonly problems: readonly SetProblem[];
}
const readable = (policies: readonly ParsedPolicy[]): PolicyDocument[] =>
  policies.flatMap(({ document }) => document ?? []);

export function compileSets(input: PolicyInput): PolicySets {
  const problems: SetProblem[] = [];
  const asked = (
    use: PolicyUse,
    level: string | null,
    policies: readonly ParsedPolicy[],
    levelIndex: number | null = null,
  ): AskedSet => {
    policies.forEach((policy, index) => {
      for (const problem of policy.problems)
        problems.push({ ...problem, use, level, levelIndex, policy: index });
    });
    // A document that cannot be read keeps its place, so that indexes stay those of the list given.
    const set = compileSet(policies.map(({ document }) => document));
    return { use, level, set, unreadable: readable(policies).length < policies.length };
  };
  const one = (use: PolicyUse, policies: readonly ParsedPolicy[] | undefined): AskedSet | null =>
    policies && policies.length > 0 ? asked(use, null, policies) : null;
  const levels = (use: PolicyUse, given: readonly Level<readonly ParsedPolicy[]>[] | undefined): AskedSet[] =>
    (given ?? []).map(({ level, policies }, index) => asked(use, level, policies, index));
  return {
    identity: one('identity', input.identity),
    boundary: one('boundary', input.boundary),
    session: one('session', input.session),
    resource: one('resource', input.resource),
    trust: one('trust', input.trust),
    endpoint: one('endpoint', input.endpoint),
    serviceControl: levels('serviceControl', input.serviceControl),
    resourceControl: levels('resourceControl', input.resourceControl),
    problems,
  };
}
