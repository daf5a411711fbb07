import type { AssertionCode, AssertionFinding, AssertionParams } from './codes.ts';
import type { AssertionFacts } from './facts.ts';
import { readRolePair } from './rolePair.ts';
import type { Sheet } from './sheet.ts';

/** Every role's maximum is an hour at least. Source: IAM API Reference, CreateRole, MaxSessionDuration. */
const leastMaximum = 3_600;
const longest = 43_200;

/** What the rest of the assertion asks of a role. */
export interface Asked {
  readonly duration: number | null;
  readonly durationClaim: number;
  readonly tags: boolean;
  readonly sourceIdentity: boolean;
}

/** One value of the attribute Role. */
export function judgeRole(
  sheet: Sheet,
  claim: number,
  facts: AssertionFacts,
  asked: Asked,
  seen: Set<string>,
  to: AssertionFinding[],
): ReturnType<typeof readRolePair> {
  const { value } = sheet.claims[claim]!;
  const pair = readRolePair(value);
  const find = (code: AssertionCode, params: AssertionParams = {}, at = claim): void =>
    sheet.find(code, at, params, to);
  if (!pair) {
    find('rolePair', { value });
    return null;
  }
  const { role, provider } = pair;
  if (!role) find('roleArn', { value });
  if (!provider) find('providerArn', { value });
  if (pair.spaces) find('rolePairSpace');
  if (pair.commas) find('rolePairComma');
  if (!role || !provider) return pair;
  const partOf = (code: AssertionCode, part: typeof role, params: AssertionParams): void =>
    sheet.find(code, claim, params, to, 'value', { offset: part.offset, length: part.arn.length });
  const key = `${role.arn},${provider.arn}`;
  if (seen.has(key)) find('roleTwice');
  seen.add(key);
  if (role.partition !== provider.partition)
    find('partitionsDiffer', { value: role.partition, actual: provider.partition });
  if (role.account !== provider.account)
    find('accountsDiffer', { value: role.account, actual: provider.account });
  if (role.name.startsWith('AWSReservedSSO_')) partOf('roleReserved', role, { value: role.name });
  const exists = facts.provider(provider.arn);
  if (exists === false) partOf('providerMissing', provider, { value: provider.arn });
  if (exists === null) partOf('providerUnknown', provider, { value: provider.arn });

  const known = facts.role(role.arn, provider.arn);
  if (known.state === 'missing') partOf('roleMissing', role, { value: role.arn });
  if (known.state === 'spelled') partOf('roleSpelled', role, { value: role.arn, actual: known.arn });
  if (known.state === 'unknown') partOf('roleUnknown', role, { value: role.arn });
  if (known.state !== 'found') return pair;
  const trusts = (allowed: boolean | null, refused: AssertionCode, unknown: AssertionCode): void => {
    if (allowed !== true) partOf(allowed === false ? refused : unknown, role, { value: role.arn });
  };
  trusts(known.trust.assume, 'trustRefuses', 'trustUnknown');
  if (asked.tags) trusts(known.trust.tag, 'trustNoTags', 'trustTagsUnknown');
  if (asked.sourceIdentity)
    trusts(known.trust.sourceIdentity, 'trustNoSourceIdentity', 'trustSourceIdentityUnknown');
  if (asked.duration !== null && asked.duration > leastMaximum && asked.duration <= longest) {
    const limit = known.maximum;
    if (limit === null) find('durationMaximumUnknown', { count: asked.duration }, asked.durationClaim);
    else if (asked.duration > limit)
      find('durationOverMaximum', { count: asked.duration, limit }, asked.durationClaim);
  }
  return pair;
}
