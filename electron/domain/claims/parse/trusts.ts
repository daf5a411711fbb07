/**
 * Files that hold claim rules: the rules themselves, or what `Get-AdfsRelyingPartyTrust` and `Get-AdfsClaimsProviderTrust` print
 * (`Format-List`): `Name : value`, the colons below each other, further lines of a value indented.
 */
import { claimTypes } from '../claim.ts';
import type { Authorization, ClaimPolicy } from '../policy.ts';
import type { Wrapping } from './lexer.ts';
import { parseRules } from './parse.ts';
import { Lines } from './place.ts';
import type { RuleSet } from './rules.ts';

/** One trust, as far as the file tells of it. Null = the file does not say. */
export interface ClaimTrust {
  /** `rules`: a file of rules alone, of which nobody says whose they are. */
  readonly kind: 'relyingParty' | 'claimsProvider' | 'rules';
  readonly name: string | null;
  readonly identifiers: readonly string[];
  readonly enabled: boolean | null;
  readonly acceptance: RuleSet | null;
  readonly authorization: Authorization | null;
  readonly issuance: RuleSet | null;
}

/** Every trust of a file, in its order; never empty. */
export function readTrusts(text: string): ClaimTrust[] {
  const fields = readFields(text);
  const ofRules = fields.some(({ name }) => name in ruleFields);
  if (!ofRules) return [bareRules(text)];
  const trusts: Field[][] = [];
  for (const field of fields) {
    const last = trusts.at(-1);
    if (!last || last.some(({ name }) => name === field.name)) trusts.push([field]);
    else last.push(field);
  }
  const lines = new Lines(text);
  const width = widthOf(text);
  return trusts
    .filter((one) => one.some(({ name }) => name in ruleFields))
    .map((one) => trustOf(text, one, lines, width));
}

/** The policy of a relying party, with the acceptance rules of the claims provider where they are known. */
export function policyOf(trust: ClaimTrust, provider: ClaimTrust | null = null): ClaimPolicy {
  return {
    acceptance: trust.acceptance ?? provider?.acceptance ?? null,
    authorization: trust.authorization,
    issuance: trust.issuance ?? parseRules(''),
  };
}

/** AWS's identifiers in every partition begin so: `urn:amazon:webservices`, `urn:amazon:webservices:govcloud`, `…:cn-north-1`. */
export function isAwsTrust(trust: ClaimTrust): boolean {
  return (
    trust.identifiers.some((one) => one.toLowerCase().startsWith('urn:amazon:webservices')) ||
    (trust.issuance?.rules.some((rule) => rule.readable && issuesRole(rule.action)) ?? false)
  );
}

function issuesRole(action: Extract<RuleSet['rules'][number], { readable: true }>['action']): boolean {
  if (action.kind === 'store') return action.types.some(({ value }) => value === claimTypes.role);
  return (
    action.kind === 'new' &&
    action.assignments.some(
      ({ part, value }) =>
        part.kind === 'field' &&
        part.field === 'type' &&
        value.kind === 'literal' &&
        value.value === claimTypes.role,
    )
  );
}

/** Rules alone are issuance rules, unless all that they do is to permit and deny. */
function bareRules(text: string): ClaimTrust {
  const rules = parseRules(text);
  const decides = ({ kind, ...action }: { kind: string; assignments?: readonly unknown[] }) =>
    kind === 'new' && JSON.stringify(action.assignments).includes('/authorization/claims/');
  const authorizes =
    rules.rules.length > 0 && rules.rules.every((rule) => rule.readable && decides(rule.action));
  const none = { kind: 'rules', name: null, identifiers: [], enabled: null, acceptance: null } as const;
  return authorizes
    ? { ...none, authorization: { kind: 'rules', rules }, issuance: null }
    : { ...none, authorization: null, issuance: rules };
}

const ruleFields = {
  AcceptanceTransformRules: true,
  IssuanceAuthorizationRules: true,
  IssuanceTransformRules: true,
} as const;

interface Field {
  readonly name: string;
  /** Of the value, its further lines included. */
  readonly from: number;
  readonly to: number;
  /** Column of the value, from 0. */
  readonly column: number;
}

const heading = /^([A-Z][A-Za-z0-9]{3,60})( *):(?: |\r?$)/gm;

/** `Name : value` lines whose colons stand below that of a line of rules. */
function readFields(text: string): Field[] {
  const found = Array.from(text.matchAll(heading), (match) => ({
    name: match[1]!,
    start: match.index,
    from: match.index + match[0].length,
    colon: match[1]!.length + match[2]!.length,
  }));
  const columns = new Set(found.filter(({ name }) => name in ruleFields).map(({ colon }) => colon));
  const fields = found.filter(({ colon }) => columns.has(colon));
  return fields.map(({ name, from, colon }, index) => ({
    name,
    from,
    to: fields[index + 1]?.start ?? text.length,
    column: colon + 2,
  }));
}

function trustOf(text: string, fields: readonly Field[], lines: Lines, width: number): ClaimTrust {
  const field = (name: string) => fields.find((one) => one.name === name);
  const value = (name: string): string | null => {
    const found = field(name);
    if (!found) return null;
    const written = text.slice(found.from, found.to).split(/\r?\n/);
    return written.map((line) => line.trim()).join('');
  };
  const rules = (name: keyof typeof ruleFields): RuleSet | null => {
    const found = field(name);
    if (!found) return null;
    const wrapping: Wrapping = { indent: found.column, width };
    return parseRules(text, { from: found.from, to: found.to, wrapping, lines });
  };
  const acceptance = rules('AcceptanceTransformRules');
  const policyName = value('AccessControlPolicyName');
  const authorization = rules('IssuanceAuthorizationRules');
  const enabled = value('Enabled');
  return {
    kind: acceptance ? 'claimsProvider' : 'relyingParty',
    name: value('Name'),
    identifiers: (value('Identifier') ?? '')
      .replace(/^\{/, '')
      .replace(/\}$/, '')
      .split(/, ?/)
      .filter((one) => one !== ''),
    enabled: enabled === null ? null : enabled.toLowerCase() === 'true',
    acceptance,
    authorization: policyName
      ? { kind: 'named', name: policyName }
      : authorization && { kind: 'rules', rules: authorization },
    issuance: rules('IssuanceTransformRules'),
  };
}

/** The longest line: what is as long was cut where the console ended. */
function widthOf(text: string): number {
  let longest = 0;
  for (const line of text.split(/\r?\n/)) longest = Math.max(longest, line.length);
  return longest;
}
