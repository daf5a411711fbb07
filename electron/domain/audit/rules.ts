/**
 * What an audit wants to know of the text of claim rules: which provider they name, what else is sent, and where a pattern takes more
 * than it says. What they make of groups is the mapping's to say. Source: facts/group-role-mapping.md §1 A, §4 items 17, 25, 28.
 */
import { checkRules, issuedTypes } from '../claims/check/check.ts';
import { claimTypes } from '../claims/claim.ts';
import { readTrusts } from '../claims/parse/trusts.ts';
import { ruleName } from '../claims/parse/rules.ts';
import type { Action, RuleSet } from '../claims/parse/rules.ts';
import { reachesAws } from '../mapping/ruleUse.ts';
import { sentAssertion } from './assertions.ts';
import type { SentAssertion } from './assertions.ts';
import { digestOf } from './digest.ts';
import type { RuleDocument } from './input.ts';

/** Name of a rule, or its number for people, and what stays the same wherever it stands. */
export interface RuleNamed {
  readonly name: string;
  readonly key: string;
}

export interface RuleIssue {
  readonly code: 'classNotDigits' | 'patternNotAnchored' | 'patternLoose' | 'providerFixed';
  readonly rule: RuleNamed;
  readonly line: number;
  /** The text that it is about. */
  readonly value: string;
}

export interface RuleFile {
  readonly file: RuleDocument;
  readonly issues: readonly RuleIssue[];
  /** Names of the providers that the rules name. */
  readonly providers: readonly string[];
  readonly sendsTags: boolean;
  readonly sendsSourceIdentity: boolean;
  readonly asksSecondFactor: boolean;
  /** Of each relying party. */
  readonly assertions: readonly SentAssertion[];
  /** Rules that cannot be read. */
  readonly notUnderstood: readonly RuleNamed[];
}

const codes: Readonly<Record<string, RuleIssue['code']>> = {
  classForDigits: 'classNotDigits',
  patternUnanchored: 'patternNotAnchored',
  patternLoose: 'patternLoose',
  providerFixed: 'providerFixed',
};
const attributePrefix = 'https://aws.amazon.com/saml/attributes/';

const issuesRole = (action: Action): boolean =>
  action.kind === 'new' &&
  action.verb === 'issue' &&
  action.assignments.some(
    ({ part, value }) =>
      part.kind === 'field' &&
      part.field === 'type' &&
      value.kind === 'literal' &&
      value.value === claimTypes.role,
  );

/** A rule without a name is known by its text: others may come and go before it. */
function namedRule({ text, rules }: RuleSet, index: number): RuleNamed {
  const rule = rules[index];
  const name = rule && ruleName(rule);
  if (name) return { name, key: name };
  const { offset, length } = rule?.place ?? { offset: 0, length: 0 };
  return {
    name: `#${index + 1}`,
    key: digestOf(text.slice(offset, offset + length).replaceAll(/\s+/g, ' ')),
  };
}

export function readRuleFile(file: RuleDocument): RuleFile {
  const trusts = readTrusts(file.text).filter((trust) => trust.kind === 'rules' || reachesAws(trust));
  const issues: RuleIssue[] = [];
  const providers = new Set<string>();
  const notUnderstood: RuleNamed[] = [];
  const types = new Set<string>();
  const assertions: SentAssertion[] = [];
  for (const { issuance: set, name } of trusts) {
    if (!set) continue;
    assertions.push(sentAssertion(set, name ?? file.name));
    for (const { code, rule, place } of checkRules(set)) {
      const known = codes[code];
      const value = set.text.slice(place.offset, place.offset + place.length);
      if (known) issues.push({ code: known, rule: namedRule(set, rule ?? 0), line: place.line, value });
    }
    for (const type of issuedTypes(set) ?? []) types.add(type.toLowerCase());
    for (const [index, rule] of set.rules.entries()) {
      if (!rule.readable) notUnderstood.push(namedRule(set, index));
      else if (issuesRole(rule.action)) {
        const { offset, length } = rule.place;
        const text = set.text.slice(offset, offset + length);
        for (const [, provider] of text.matchAll(/saml-provider\/([\w.-]+)/g)) providers.add(provider!);
      }
    }
  }
  return {
    file,
    issues,
    providers: [...providers],
    sendsTags: [...types].some((type) => type.startsWith(`${attributePrefix}principaltag:`)),
    sendsSourceIdentity: types.has(`${attributePrefix}sourceidentity`),
    asksSecondFactor: /authnmethodsreferences|multipleauthn/i.test(file.text),
    assertions,
    notUnderstood,
  };
}
