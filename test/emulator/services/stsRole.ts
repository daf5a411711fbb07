/** AssumeRole. Source: facts/sts-iam.md §1 and §2. */
import type { AccessKey } from '../estate.ts';
import { required, textOf } from '../input.ts';
import type { Asked, Input } from '../wire.ts';
import { durationOf, invalid, limits, nameOf, packedSize, tagsOf } from './stsInput.ts';
import type { Tags } from './stsInput.ts';
import { accessDenied, assumedRole, checkMfa, giveRole, roleOf } from './stsSession.ts';
import { contextOf, trusts } from './trust.ts';

export function assumeRole(asked: Asked, input: Input): object {
  const { key } = asked;
  const roleArn = required(input, 'RoleArn');
  const sessionName = nameOf(input, 'RoleSessionName', 64);
  const seconds = durationOf(input, 43_200, 3600);
  const externalId = textOf(input, 'ExternalId');
  if (externalId !== undefined && !/^[\w+=,.@:/-]{2,1224}$/.test(externalId))
    throw limits('externalId', 'Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]*');
  const asks = tagsOf(input);
  const packed = packedSize(input, asks);
  const sourceIdentity = sourceIdentityOf(input);
  const found = roleOf(asked, roleArn);
  if (key.arn.endsWith(':root')) throw accessDenied('Roles may not be assumed by root accounts.');
  const mfa = checkMfa(asked, input);

  const kept = transitive(key);
  const clash = Object.keys(asks.tags).find((one) =>
    Object.keys(kept.tags).some((other) => other.toLowerCase() === one.toLowerCase()),
  );
  if (clash !== undefined)
    throw invalid(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  const handedOn = key.session?.sourceIdentity;
  const identity = sourceIdentity ?? handedOn;
  const actions = [
    'sts:AssumeRole',
    ...(Object.keys(asks.tags).length === 0 ? [] : ['sts:TagSession']),
    ...(identity === undefined ? [] : ['sts:SetSourceIdentity']),
  ];
  const context = {
    ...contextOf(key, asked.estate),
    ...contextOfTags(asks, key.session?.tags ?? {}),
    'sts:externalid': externalId,
    'sts:rolesessionname': sessionName,
    'sts:sourceidentity': identity,
    'aws:sourceidentity': handedOn,
    'aws:multifactorauthpresent': presence(key, mfa),
    'aws:multifactorauthage': mfa ? '0' : undefined,
  };
  // An unknown role and a refusing one look the same; a source identity stays what it is through a whole chain.
  if (
    !found ||
    (handedOn !== undefined && identity !== handedOn) ||
    !trusts(found.role.AssumeRolePolicyDocument, { caller: key }, actions, context)
  )
    throw accessDenied(
      `User: ${key.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    );
  if (key.arn.includes(':assumed-role/') && seconds > 3600)
    throw invalid(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  const session = giveRole(asked, seconds, found, sessionName, {
    tags: { ...asks.tags, ...kept.tags },
    transitiveTagKeys: [...asks.transitiveTagKeys, ...kept.transitiveTagKeys],
    ...(identity === undefined ? {} : { sourceIdentity: identity }),
  });
  return { ...assumedRole(session), PackedPolicySize: packed, SourceIdentity: identity };
}

/** Long-term keys know nothing of MFA: the key is absent. */
function presence({ session }: AccessKey, mfa: boolean): string | undefined {
  if (mfa) return 'true';
  return session?.kind === 'sessionToken' ? String(session.mfa) : undefined;
}

function sourceIdentityOf(input: Input): string | undefined {
  if (textOf(input, 'SourceIdentity') === undefined) return undefined;
  const identity = nameOf(input, 'SourceIdentity', 64);
  if (/^aws:/i.test(identity)) throw limits('sourceIdentity', 'Member must not begin with aws:');
  return identity;
}

/** The tags that the caller's session hands on. */
function transitive({ session }: AccessKey): Tags {
  const keys = session?.transitiveTagKeys ?? [];
  return { transitiveTagKeys: keys, tags: Object.fromEntries(keys.map((key) => [key, session!.tags[key]!])) };
}

export function contextOfTags(
  { tags, transitiveTagKeys }: Tags,
  own: Readonly<Record<string, string>>,
): Record<string, string | readonly string[] | undefined> {
  const named = (prefix: string, of: Readonly<Record<string, string>>) =>
    Object.entries(of).map(([key, value]) => [`${prefix}/${key.toLowerCase()}`, value]);
  const keys = Object.keys(tags);
  return {
    ...Object.fromEntries([...named('aws:requesttag', tags), ...named('aws:principaltag', own)]),
    'aws:tagkeys': keys.length === 0 ? undefined : keys,
    'sts:transitivetagkeys': transitiveTagKeys.length === 0 ? undefined : transitiveTagKeys,
  };
}
