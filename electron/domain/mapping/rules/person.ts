/**
 * Somebody of whom nothing is known but the groups: stands for every member of a group while rules are run. What belongs to the
 * person is a mark that runs through the rules; a comparison that meets it is taken to hold, and the rule is remembered.
 */
import type { SignInSubject } from '../../claims/run/signIn.ts';
import type {
  CompiledComparison,
  CompiledGuard,
  CompiledPolicy,
  CompiledRules,
  CompiledSelector,
} from '../../claims/run/compile.ts';
import type { CaseRule } from '../../claims/run/settings.ts';
import type { Stage } from '../../claims/policy.ts';

/** No directory holds this text. */
export const personMark = 'anybody-5d1f0c7e';
export const personDn = `CN=${personMark}`;
/** What a rule may take from the person to ask the directory with; everything else of a person is not known. */
export const personAttributes: Readonly<Record<string, string>> = {
  distinguishedname: personDn,
  samaccountname: personMark,
};

export const notKnownOfPerson = 'perPerson';

/** `domain`: the NetBIOS name of the domain that the person is of; null = not known. `groupSids`: of the token. */
export function subjectOf(domain: string | null, groupSids: readonly string[]): SignInSubject {
  const unknown = { state: 'notReadable', code: notKnownOfPerson } as const;
  return {
    account: `${domain ?? personMark}\\${personMark}`,
    userPrincipalName: unknown,
    sid: unknown,
    primaryGroupSid: unknown,
    groupSids: { state: 'read', values: groupSids },
  };
}

/** Rules by `stage/index` whose comparisons met the person. */
export type Touched = Set<string>;
export const ruleKey = (stage: Stage, rule: number): string => `${stage}/${rule}`;

/** The policy with comparisons that let the person pass, and write into `touched` where. */
export function forAnybody(policy: CompiledPolicy, caseOfValues: CaseRule, touched: Touched): CompiledPolicy {
  const rules = (stage: Stage, compiled: CompiledRules): CompiledRules => ({
    ...compiled,
    rules: compiled.rules.map((rule, index) => {
      if (!rule.runs) return rule;
      const meet = () => void touched.add(ruleKey(stage, index));
      const selector = (one: CompiledSelector, passes: boolean): CompiledSelector => ({
        ...one,
        comparisons: one.comparisons.map((comparison) => passing(comparison, passes, caseOfValues, meet)),
      });
      const guard = (one: CompiledGuard): CompiledGuard => ({
        ...one,
        // `NOT EXISTS` holds where the person does not fit.
        selector: selector(one.selector, !(one.kind === 'exists' && one.negated)),
      });
      return {
        ...rule,
        selectors: rule.selectors.map((one) => selector(one, true)),
        guards: rule.guards.map(guard),
      };
    }),
  });
  const { acceptance, authorization } = policy;
  return {
    ...policy,
    acceptance: acceptance && rules('acceptance', acceptance),
    authorization: authorization && rules('authorization', authorization),
    issuance: rules('issuance', policy.issuance),
  };
}

/** `passes`: whether a comparison that meets the person holds. */
function passing(
  comparison: CompiledComparison,
  passes: boolean,
  caseOfValues: CaseRule,
  meet: () => void,
): CompiledComparison {
  const { part, value, compiled, negated } = comparison;
  if (value.kind !== 'literal' || (part.kind === 'field' && part.field === 'type')) return comparison;
  const plain = (text: string): boolean =>
    text === value.value || (caseOfValues === 'ignored' && text.toLowerCase() === value.value.toLowerCase());
  if (comparison.byPattern && compiled?.pattern == null) return comparison;
  const inner = compiled?.pattern ?? null;
  const fits = (text: string): boolean => {
    if (text.includes(personMark)) {
      meet();
      return passes !== negated;
    }
    return comparison.byPattern ? inner!.matches(text) : plain(text);
  };
  const pattern = {
    text: value.value,
    groupNames: [],
    needs: '',
    matches: fits,
    all: (text: string) => inner?.all(text) ?? [],
    replace: (text: string, by: string) => inner?.replace(text, by) ?? text,
  };
  return { ...comparison, byPattern: true, compiled: { pattern, problem: null } };
}
