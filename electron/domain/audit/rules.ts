/**
 * What an audit wants to know of a file of claim rules: which group names become roles, of which provider, what else is sent, and
 * where a pattern takes more than it says. Source: facts/group-role-mapping.md §1 A, §4 items 17, 25, 28, 29.
 */
import { groupNameTemplate } from '../mapping/groupName.ts';
import type { GroupNameTemplate } from '../mapping/groupName.ts';
import type { RuleDocument } from './input.ts';

export interface RuleIssue {
  readonly code: 'classNotDigits' | 'patternNotAnchored' | 'providerFixed';
  /** Name of the rule, or its number. */
  readonly rule: string;
  readonly line: number;
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
  /** Rules that look at group names and whose pattern was not understood. */
  readonly notUnderstood: readonly string[];
}

interface Rule {
  readonly name: string;
  readonly line: number;
  readonly text: string;
}

/** Rules end in `;` outside of quotes. */
function rulesOf(text: string): Rule[] {
  const found: Rule[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    if (text[at] !== ';' || quoted) continue;
    const body = text.slice(from, at + 1);
    const lead = body.length - body.trimStart().length;
    const line = text.slice(0, from + lead).split('\n').length;
    const name = /@RuleName\s*=\s*"([^"]*)"/.exec(body)?.[1] ?? `#${found.length + 1}`;
    found.push({ name, line, text: body });
    from = at + 1;
  }
  return found;
}

const role = 'https://aws.amazon.com/SAML/Attributes/Role"';
const lineOf = ({ line, text }: Rule, at: number): number =>
  line +
  text
    .trimStart()
    .slice(0, Math.max(0, at - (text.length - text.trimStart().length)))
    .split('\n').length -
  1;
const lastGroup = /\[\^d\]\{12\}/;

/** `(?i)^AWS-(\d{12})-(.+)` as a template; null where it is another kind of pattern. */
function templateOf(pattern: string): GroupNameTemplate | null {
  const [, before, , between, rest] =
    /^(?:\(\?i\))?\^?([\w .-]*)\((\\d|\[\\d\]|\[0-9\]|\[\^d\])\{12\}\)([\w .-]*)(\(\.[+*]\)\$?|)$/.exec(
      pattern,
    ) ?? [];
  if (before === undefined || between === undefined || rest === undefined) return null;
  return groupNameTemplate(`${before}{account}${between}{role}`);
}

export function readRuleFile(file: RuleDocument): RuleFile {
  const rules = rulesOf(file.text);
  const issues: RuleIssue[] = [];
  const conventions: Convention[] = [];
  const providers = new Set<string>();
  const notUnderstood: string[] = [];
  const queries = rules.filter(({ text }) => /store\s*=\s*"Active Directory"/.test(text));
  for (const rule of rules) {
    if (!rule.text.includes(role)) continue;
    for (const [, name] of rule.text.matchAll(/saml-provider\/([\w.-]+)/g)) providers.add(name!);
    const issue = (code: RuleIssue['code'], found: RegExpExecArray | null): void => {
      if (found) issues.push({ code, rule: rule.name, line: lineOf(rule, found.index), value: found[0] });
    };
    issue('classNotDigits', lastGroup.exec(rule.text));
    issue('providerFixed', /arn:aws[\w-]*:iam::\d{12}:saml-provider\/[\w.-]+/.exec(rule.text));
    const tested = /Type\s*==\s*"([^"]+)"[^\]]*?Value\s*=~\s*"([^"]*)"/.exec(rule.text);
    if (!tested) continue;
    const [, type, pattern] = tested as unknown as [string, string, string];
    if (!/^(?:\(\?i\))?\^/.test(pattern)) issue('patternNotAnchored', /Value\s*=~\s*"[^"]*"/.exec(rule.text));
    const template = templateOf(pattern);
    if (!template) {
      notUnderstood.push(rule.name);
      continue;
    }
    const query = queries.find(({ text }) => text.includes(`"${type}"`))?.text ?? '';
    const custom = /query\s*=\s*"[^";]*1\.2\.840\.113556\.1\.4\.1941[^";]*;\s*cn\b/.test(query);
    conventions.push({
      file,
      template,
      attribute: custom ? 'cn' : 'sAMAccountName',
      everyKind: custom,
      qualified: /tokenGroups\((?:longD|d)omainQualifiedName\)/i.test(query),
    });
  }
  return {
    file,
    issues,
    conventions,
    providers: [...providers],
    sendsTags: file.text.includes('/SAML/Attributes/PrincipalTag:'),
    sendsSourceIdentity: file.text.includes('/SAML/Attributes/SourceIdentity"'),
    asksSecondFactor: /authnmethodsreferences|multipleauthn/i.test(file.text),
    notUnderstood,
  };
}
