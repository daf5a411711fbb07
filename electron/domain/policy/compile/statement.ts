/** A statement made ready to be asked: its action apart, since that is what statements are found by. */
import type { PolicyDocument, Statement } from '../document.ts';
import type { CompiledTest } from '../condition/test.ts';
import { compileTest, no, open, singleValue, yes } from '../condition/test.ts';
import type { Three } from '../condition/test.ts';
import type { Keys } from '../condition/keys.ts';
import { actionPattern } from '../pattern/action.ts';
import type { Matcher } from '../pattern/glob.ts';
import { filledResource, resourcePattern } from '../pattern/resource.ts';
import type { ResourcePattern } from '../pattern/resource.ts';
import { principalMatcher } from '../principal/match.ts';
import type { MatchPrincipal } from '../principal/match.ts';

export interface CompiledStatement {
  readonly statement: Statement;
  /** Index of its document in the set. */
  readonly policy: number;
  readonly denies: boolean;
  /** Of its document: variables are filled in the later one alone. */
  readonly version: PolicyDocument['version'];
  /** In lower case; null: the action element may take in actions of any service. */
  readonly services: ReadonlySet<string> | null;
  /** Service and name in lower case. */
  readonly matchesAction: (service: string, name: string) => boolean;
  readonly matchesResource: (resource: string, keys: Keys) => Three;
  /** Null: the document names no principals; everyone it is attached to. */
  readonly matchesPrincipal: MatchPrincipal | null;
  readonly tests: readonly CompiledTest[];
}

/** Identity policies and boundaries complete short ARNs; session policies do not, and others are not known to. */
const completing: ReadonlySet<string> = new Set(['identity', 'boundary']);

export const compileStatements = (document: PolicyDocument, policy: number): CompiledStatement[] =>
  document.statements.map((statement) => ({
    statement,
    policy,
    denies: statement.effect === 'Deny',
    version: document.version,
    ...actionMatcher(statement),
    matchesResource: resourceMatcher(statement, document),
    matchesPrincipal:
      statement.principal && principalMatcher(statement.principal, statement.effect === 'Deny'),
    tests: statement.conditions.map((test) => compileTest(test, document.version)),
  }));

function actionMatcher({ action }: Statement): Pick<CompiledStatement, 'services' | 'matchesAction'> {
  const patterns = action.patterns.map(actionPattern);
  const anyService = action.negated || patterns.some(({ service }) => service === '*');
  return {
    services: anyService ? null : new Set(patterns.map(({ service }) => service)),
    matchesAction: (service, name) => {
      for (const pattern of patterns)
        if ((pattern.service === '*' || pattern.service === service) && pattern.matches(name))
          return !action.negated;
      return action.negated;
    },
  };
}

function resourceMatcher(
  { resource }: Statement,
  document: PolicyDocument,
): CompiledStatement['matchesResource'] {
  if (resource === null) return () => yes;
  const { negated } = resource;
  if (!negated && resource.patterns.includes('*')) return () => yes;
  const compiled = resource.patterns.map((text) =>
    resourcePattern(text, {
      variables: document.version === '2012-10-17',
      completed: completing.has(document.use),
    }),
  );
  const fixed = compiled.flatMap(({ matches }) => matches ?? []);
  const variable = compiled.filter(({ matches }) => matches === null);
  const hit = negated ? no : yes;
  const miss = negated ? yes : no;
  if (variable.length === 0) {
    const only: Matcher | undefined = fixed.length === 1 ? fixed[0] : undefined;
    if (only) return (text) => (only(text) ? hit : miss);
    return (text) => (fixed.some((matches) => matches(text)) ? hit : miss);
  }
  return (text, keys) => {
    if (fixed.some((matches) => matches(text))) return hit;
    const found = anyFilled(variable, text, keys);
    return found === open ? open : found === yes ? hit : miss;
  };
}

function anyFilled(patterns: readonly ResourcePattern[], text: string, keys: Keys): Three {
  const valueOf = singleValue(keys);
  let found: Three = no;
  for (const pattern of patterns) {
    if (!pattern.atMost(text)) continue;
    const matches = filledResource(pattern, valueOf);
    if (matches === undefined) found = open;
    else if (matches?.(text)) return yes;
  }
  return found;
}
