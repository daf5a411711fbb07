/** What is wrong with rules that can be read, beyond what reading them tells. */
import type { ReadableRule, RuleSet } from '../parse/rules.ts';
import { addedTypes } from '../run/compile.ts';
import { patternCache } from '../run/patterns.ts';
import type { CheckProblem } from './codes.ts';
import { checkNames } from './names.ts';
import { checkQuery } from './queries.ts';
import { reportTo } from './report.ts';
import type { Report } from './report.ts';
import { checkPatterns, checkRole } from './traps.ts';
import { groupTypes, KnownTypes } from './types.ts';

/** `initial`: types that the stage before gives; null = not known: what AD FS starts with is taken, and its default rules. */
export function checkRules(set: RuleSet, initial: ReadonlySet<string> | null = null): CheckProblem[] {
  const problems: CheckProblem[] = [];
  const groups = groupTypes(set);
  const compilePattern = patternCache();
  const known = new KnownTypes(initial);
  for (const [index, rule] of set.rules.entries()) {
    if (!rule.readable) {
      known.add(rule.types);
      continue;
    }
    const report = reportTo(problems, index);
    checkNames(rule, report);
    checkQuery(rule, report);
    checkMixed(rule, report);
    known.check(rule, report);
    checkPatterns(rule, groups, compilePattern, report);
    checkRole(rule, groups, report);
    // A copy is of a type that is there already.
    if (rule.action.kind !== 'copy') known.add(addedTypes(rule.action));
  }
  return problems.toSorted((a, b) => a.place.offset - b.place.offset);
}

/** Types of the claims that a stage can give to the next; null = any. */
export function issuedTypes(set: RuleSet): ReadonlySet<string> | null {
  const types = new Set<string>();
  for (const rule of set.rules) {
    if (rule.readable ? rule.action.verb === 'add' : rule.verb === 'add') continue;
    const copied = rule.readable && rule.action.kind === 'copy' ? copiedTypes(rule) : null;
    const issued = rule.readable ? (copied ?? addedTypes(rule.action)) : rule.types;
    if (issued === null) return null;
    for (const type of issued) types.add(type);
  }
  return types;
}

function copiedTypes(rule: ReadableRule): readonly string[] | null {
  const types = rule.conditions.flatMap(({ kind, selector }) =>
    kind === 'claim'
      ? selector.comparisons.flatMap(({ part, operator, value }) =>
          part.kind === 'field' && part.field === 'type' && operator === '==' && value.kind === 'literal'
            ? [value.value]
            : [],
        )
      : [],
  );
  return types.length > 0 ? types : null;
}

/** "Claim selectors and aggregate functions cannot be combined in a single rule conditions part" (The Role of the Claim Rule Language). */
function checkMixed({ conditions }: ReadableRule, report: Report): void {
  const guard = conditions.find(({ kind }) => kind !== 'claim');
  if (guard && conditions.some(({ kind }) => kind === 'claim')) report('mixedConditions', guard.place);
}
