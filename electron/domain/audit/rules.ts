/**
 * What an audit wants to know of a file of claim rules: which group names become roles, of which provider, what else is sent, and
 * where a pattern takes more than it says. Source: facts/group-role-mapping.md §1 A, §4 items 17, 25, 28, 29.
 */
import { checkRules, issuedTypes } from '../claims/check/check.ts';
import { queriesOf } from '../claims/check/queries.ts';
import { claimTypes } from '../claims/claim.ts';
import { isAwsTrust, readTrusts } from '../claims/parse/trusts.ts';
import { ruleName } from '../claims/parse/rules.ts';
import type { Action, Condition, ReadableRule, RuleSet } from '../claims/parse/rules.ts';
import { groupNameTemplate } from '../mapping/groupName.ts';
import type { GroupNameTemplate } from '../mapping/groupName.ts';
import type { RuleDocument } from './input.ts';

export interface RuleIssue {
  readonly code: 'classNotDigits' | 'patternNotAnchored' | 'patternLoose' | 'providerFixed';
  /** Name of the rule, or its number. */
  readonly rule: string;
  readonly line: number;
  /** The text that it is about. */
  readonly value: string;
}

/** One rule that makes roles of group names. */
export interface Convention {
  readonly file: RuleDocument;
  readonly template: GroupNameTemplate;
  /** `cn`: a query of its own returns names, counts distribution groups, and misses the primary group. */
  readonly attribute: 'sAMAccountName' | 'cn';
  readonly everyKind: boolean;
  /** The token's names carry the domain. */
  readonly qualified: boolean;
}

export interface RuleFile {
  readonly file: RuleDocument;
  readonly issues: readonly RuleIssue[];
  readonly conventions: readonly Convention[];
  /** Names of the providers that the rules name. */
  readonly providers: readonly string[];
  readonly sendsTags: boolean;
  readonly sendsSourceIdentity: boolean;
  readonly asksSecondFactor: boolean;
  /** Rules that cannot be read, or whose names of groups are no convention: by name or number. */
  readonly notUnderstood: readonly string[];
}

const codes: Readonly<Record<string, RuleIssue['code']>> = {
  classForDigits: 'classNotDigits',
  patternUnanchored: 'patternNotAnchored',
  patternLoose: 'patternLoose',
  providerFixed: 'providerFixed',
};
const attributePrefix = 'https://aws.amazon.com/saml/attributes/';

/** `(?i)^AWS-(\d{12})-(.+)` as a template; null where it is another kind of pattern. */
function templateOf(pattern: string): GroupNameTemplate | null {
  const digits = String.raw`(?:\\d|\[\\d\]|\[0-9\]|\[\^d\])\{12\}`;
  const shape = new RegExp(String.raw`^(?:\(\?i\))?\^?([\w .-]*)\(${digits}\)([\w .-]*)(\(\.[+*]\)\$?|)$`);
  const [, before, between] = shape.exec(pattern) ?? [];
  if (before === undefined || between === undefined) return null;
  return groupNameTemplate(`${before}{account}${between}{role}`);
}

const literalOf = (condition: Condition, field: 'type' | 'value', operator: '==' | '=~'): string | null => {
  for (const { part, operator: asked, value } of condition.selector.comparisons)
    if (part.kind === 'field' && part.field === field && asked === operator && value.kind === 'literal')
      return value.value;
  return null;
};

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

function conventionsOf(file: RuleDocument, set: RuleSet, rule: ReadableRule): Convention[] | null {
  const queries = queriesOf(set).filter(({ groups }) => groups !== null);
  let asks = false;
  const found: Convention[] = [];
  for (const condition of rule.conditions) {
    const type = literalOf(condition, 'type', '==');
    const pattern = literalOf(condition, 'value', '=~');
    if (type === null || pattern === null) continue;
    asks = true;
    const template = templateOf(pattern);
    const query = queries.find((one) => one.type === type);
    if (!template) continue;
    const custom = query?.groups === 'filter';
    found.push({
      file,
      template,
      attribute: custom && query.attribute.toLowerCase() === 'cn' ? 'cn' : 'sAMAccountName',
      everyKind: custom,
      qualified: query?.domainQualified ?? false,
    });
  }
  return asks && found.length === 0 ? null : found;
}

export function readRuleFile(file: RuleDocument): RuleFile {
  const sets = readTrusts(file.text)
    .filter((trust) => trust.kind === 'rules' || isAwsTrust(trust))
    .flatMap(({ issuance }) => issuance ?? []);
  const issues: RuleIssue[] = [];
  const conventions: Convention[] = [];
  const providers = new Set<string>();
  const notUnderstood: string[] = [];
  const types = new Set<string>();
  for (const set of sets) {
    const nameOf = (index: number): string => {
      const rule = set.rules[index];
      return (rule && ruleName(rule)) ?? `#${index + 1}`;
    };
    for (const { code, rule, place } of checkRules(set)) {
      const known = codes[code];
      const value = set.text.slice(place.offset, place.offset + place.length);
      if (known) issues.push({ code: known, rule: nameOf(rule ?? 0), line: place.line, value });
    }
    for (const type of issuedTypes(set) ?? []) types.add(type.toLowerCase());
    for (const [index, rule] of set.rules.entries()) {
      if (!rule.readable) notUnderstood.push(nameOf(index));
      else if (issuesRole(rule.action)) {
        const { offset, length } = rule.place;
        for (const [, name] of set.text.slice(offset, offset + length).matchAll(/saml-provider\/([\w.-]+)/g))
          providers.add(name!);
        const found = conventionsOf(file, set, rule);
        if (found === null) notUnderstood.push(nameOf(index));
        else conventions.push(...found);
      }
    }
  }
  return {
    file,
    issues,
    conventions,
    providers: [...providers],
    sendsTags: [...types].some((type) => type.startsWith(`${attributePrefix}principaltag:`)),
    sendsSourceIdentity: types.has(`${attributePrefix}sourceidentity`),
    asksSecondFactor: /authnmethodsreferences|multipleauthn/i.test(file.text),
    notUnderstood,
  };
}
