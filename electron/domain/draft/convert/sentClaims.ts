/** What claim rules send beside the role, which Identity Center sends in another way or not at all. */
import type { ClaimPolicy } from '../../claims/policy.ts';
import { claimTypes } from '../../claims/claim.ts';
import { typeOf } from '../../claims/check/types.ts';
import { printExpression, UnprintableText } from '../../claims/parse/print.ts';
import type { Expression, Rule } from '../../claims/parse/rules.ts';
import { addedTypes } from '../../claims/run/compile.ts';
import { evidence } from '../../mapping/evidence.ts';
import type { Grant } from '../../mapping/grant.ts';
import type { ConvertCode } from './codes.ts';
import type { ConvertInput, ConvertRemark } from './converted.ts';

interface SentClaims {
  /** What SessionDuration is made of, as the rules write it; empty = none is sent. */
  readonly durations: readonly string[];
  /** Keys of session tags. */
  readonly tags: readonly string[];
  readonly sourceIdentity: boolean;
  /** Whether some rule may send claims of types that it does not say. */
  readonly open: boolean;
}

/** Types that a rule may send; null = any. */
function sentTypes(rule: Rule): readonly string[] | null {
  if (!rule.readable) return rule.verb === 'add' ? [] : rule.types;
  const { action } = rule;
  if (action.verb === 'add') return [];
  if (action.kind !== 'copy') return addedTypes(action);
  const type = typeOf(rule, action.identifier.name);
  return type === null ? null : [type];
}

const printed = (value: Expression): string => {
  try {
    return value.kind === 'literal' ? value.value : printExpression(value);
  } catch (error) {
    if (error instanceof UnprintableText) return '…';
    throw error;
  }
};

/** What a rule makes a claim's value of. */
function madeOf(rule: Rule): string {
  if (!rule.readable) return '…';
  const { action } = rule;
  if (action.kind === 'store') return printed(action.query);
  if (action.kind === 'copy') return action.identifier.name;
  const value = action.assignments.find(({ part }) => part.kind === 'field' && part.field === 'value');
  return value ? printed(value.value) : '…';
}

function sentClaims({ issuance }: Pick<ClaimPolicy, 'issuance'>): SentClaims {
  const durations = new Set<string>();
  const tags = new Set<string>();
  let sourceIdentity = false;
  let open = false;
  for (const rule of issuance.rules) {
    const types = sentTypes(rule);
    if (types === null) open = true;
    for (const type of types ?? []) {
      if (type === claimTypes.sessionDuration) durations.add(madeOf(rule));
      else if (type.startsWith(claimTypes.principalTag)) tags.add(type.slice(claimTypes.principalTag.length));
      else if (type === claimTypes.sourceIdentity) sourceIdentity = true;
    }
  }
  return { durations: [...durations], tags: [...tags], sourceIdentity, open };
}

/** Of the rules by which grants give roles: each once, whatever sets they are of. */
export function* ruleRemarks(
  rules: ConvertInput['rules'],
  grants: readonly Grant[],
): Generator<Pick<ConvertRemark, 'code' | 'params' | 'evidence'>> {
  const by = new Set<string>();
  let isUnknown = false;
  for (const grant of grants) {
    const values = grant.evidence.filter(({ code }) => code === 'claimValue');
    if (values.length === 0) isUnknown = true;
    for (const { snapshotId, where } of values) by.add(`${snapshotId} ${where}`);
  }
  if (isUnknown) yield { code: 'claimsNotKnown', params: {}, evidence: [] };
  for (const { documents, policy } of rules) {
    const { issuance } = documents;
    if (!by.has(`${issuance.snapshotId} ${issuance.name}`)) continue;
    const { durations, tags, sourceIdentity, open } = sentClaims(policy);
    const told = (code: ConvertCode, value = '') => ({
      code,
      params: { document: issuance.name, value },
      evidence: [evidence('claimRule', issuance, issuance.name, '', value)],
    });
    if (durations.length > 0) yield told('durationClaim', durations.join(', '));
    if (tags.length > 0) yield told('tagClaims', tags.join(', '));
    if (sourceIdentity) yield told('sourceIdentityClaim');
    if (open) yield told('claimsOpen');
  }
}
