/** What the operations of STS take in common, held against its limits. Source: facts/sts-iam.md §1. */
import { listOf, required, structuresOf, textOf } from '../input.ts';
import { ServiceError } from '../wire.ts';
import type { Input } from '../wire.ts';

export const invalid = (message: string): ServiceError => new ServiceError('ValidationError', 400, message);
export const limits = (name: string, rule: string): ServiceError =>
  invalid(`1 validation error detected: Value at '${name}' failed to satisfy constraint: ${rule}`);

/** A name of a session, a federated user or a source identity. */
export function nameOf(input: Input, field: string, most: number): string {
  const name = required(input, field);
  const at = field[0]!.toLowerCase() + field.slice(1);
  if (!/^[\w+=,.@-]*$/.test(name))
    throw limits(at, 'Member must satisfy regular expression pattern: [\\w+=,.@-]*');
  if (name.length < 2) throw limits(at, 'Member must have length greater than or equal to 2');
  if (name.length > most) throw limits(at, `Member must have length less than or equal to ${most}`);
  return name;
}

export function durationOf(input: Input, most: number, otherwise: number): number {
  const duration = Number(textOf(input, 'DurationSeconds') ?? otherwise);
  if (!(duration >= 900))
    throw limits('durationSeconds', 'Member must have value greater than or equal to 900');
  if (duration > most)
    throw limits('durationSeconds', `Member must have value less than or equal to ${most}`);
  return duration;
}

export interface Tags {
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveTagKeys: readonly string[];
}

export const noTags: Tags = { tags: {}, transitiveTagKeys: [] };

export function tagsOf(input: Input): Tags {
  const given = structuresOf(input, 'Tags');
  if (given.length > 50) throw limits('tags', 'Member must have length less than or equal to 50');
  const tags: Record<string, string> = {};
  for (const tag of given) {
    const key = required(tag, 'Key');
    const value = textOf(tag, 'Value') ?? '';
    if (key.length > 128) throw limits('tags.1.member.key', 'Member must have length less than or equal to 128'); // prettier-ignore
    if (value.length > 256) throw limits('tags.1.member.value', 'Member must have length less than or equal to 256'); // prettier-ignore
    if (/^aws:/i.test(key)) throw limits('tags.1.member.key', 'Member must not begin with aws:');
    if (Object.keys(tags).some((one) => one.toLowerCase() === key.toLowerCase()))
      throw invalid('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
    tags[key] = value;
  }
  const transitiveTagKeys = listOf(input, 'TransitiveTagKeys');
  if (!transitiveTagKeys.every((key) => Object.hasOwn(tags, key)))
    throw invalid('The specified transitive tag key must be included in the requested tags.');
  return { tags, transitiveTagKeys };
}

/**
 * How much of the room for policies and tags is taken, in percent; undefined where there are none. AWS packs them in a way
 * of its own: here a character is a byte of 2,048.
 */
export function packedSize(input: Input, { tags }: Tags): number | undefined {
  const policy = textOf(input, 'Policy');
  const arns = structuresOf(input, 'PolicyArns').map((one) => required(one, 'arn'));
  if (arns.length > 10) throw limits('policyArns', 'Member must have length less than or equal to 10');
  for (const arn of arns)
    if (!/^arn:aws[\w-]*:iam::(aws|\d{12}):policy\/.+/.test(arn)) throw invalid(`ARN ${arn} is not valid.`);
  if (policy !== undefined) checkPolicy(policy);
  const taken = (policy?.length ?? 0) + arns.join('').length;
  const tagged = Object.entries(tags).flat().join('').length;
  if (taken + tagged === 0) return undefined;
  const percent = (size: number): number => Math.ceil((size * 100) / 2048);
  if (percent(taken + tagged) <= 100) return percent(taken + tagged);
  throw new ServiceError(
    'PackedPolicyTooLarge',
    400,
    tagged > taken
      ? `Packed size of session tags consumes ${percent(taken + tagged)}% of allotted space.`
      : `Packed policy consumes ${percent(taken + tagged)}% of allotted space, please use smaller policy.`,
  );
}

function checkPolicy(text: string): void {
  const malformed = (message: string): ServiceError =>
    new ServiceError('MalformedPolicyDocument', 400, message);
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    throw malformed('The policy is not in the valid JSON format.');
  }
  const statements = [(policy as { Statement?: unknown } | null)?.Statement ?? []].flat() as object[];
  const isWhole = (one: Readonly<Record<string, unknown>>): boolean =>
    ['Allow', 'Deny'].includes(String(one['Effect'])) &&
    ('Action' in one || 'NotAction' in one) &&
    ('Resource' in one || 'NotResource' in one);
  if (statements.length === 0 || !statements.every((one) => isWhole(one as Record<string, unknown>)))
    throw malformed('Syntax errors in policy.');
}
