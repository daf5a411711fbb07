/** AssumeRoleWithWebIdentity. Source: facts/sts-iam.md §1 and §5; RFC 7519. */
import { verify } from 'node:crypto';
import { required } from '../input.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input } from '../wire.ts';
import { durationOf, limits, nameOf, packedSize } from './stsInput.ts';
import type { Tags } from './stsInput.ts';
import { contextOfTags } from './stsRole.ts';
import { accessDenied, assumedRole, giveRole, roleOf } from './stsSession.ts';
import { trusts } from './trust.ts';

interface Claims {
  readonly iss?: string;
  readonly sub?: string;
  readonly aud?: string | readonly string[];
  readonly exp?: number;
  readonly nbf?: number;
  readonly amr?: readonly string[];
  readonly 'https://aws.amazon.com/tags'?: {
    readonly principal_tags?: Readonly<Record<string, readonly string[]>>;
    readonly transitive_tag_keys?: readonly string[];
  };
  readonly 'https://aws.amazon.com/source_identity'?: string;
}

const refuse = (message: string): ServiceError => new ServiceError('InvalidIdentityToken', 400, message);

export function assumeRoleWithWebIdentity(asked: Asked, input: Input): object {
  const roleArn = required(input, 'RoleArn');
  const name = nameOf(input, 'RoleSessionName', 64);
  const token = required(input, 'WebIdentityToken');
  const seconds = durationOf(input, 43_200, 3600);
  if (token.length > 20_000)
    throw limits('webIdentityToken', 'Member must have length less than or equal to 20000');
  const found = roleOf(asked, roleArn);
  const claims = claimsOf(token);
  const host = (claims.iss ?? '').replace('https://', '');
  const provider = found?.account.openIdProviders?.find(({ Url }) => Url === host);
  if (!provider) throw refuse(`No OpenIDConnect provider found in your account for ${claims.iss}`);
  const audience = [claims.aud ?? []].flat().find((one) => provider.ClientIDList.includes(one));
  if (audience === undefined) throw refuse('Incorrect token audience');
  if (provider.publicKey === undefined || !isSigned(token, provider.publicKey))
    throw refuse('The ID Token signature is not valid');
  const now = Math.floor(asked.now.getTime() / 1000);
  if ((claims.exp ?? 0) <= now)
    throw new ServiceError(
      'ExpiredTokenException',
      400,
      `Token expired: current date/time ${now} must be before the expiration date/time ${claims.exp}`,
    );
  if ((claims.nbf ?? 0) > now) throw refuse('Token is not yet valid');

  const tags = tagsOf(claims);
  const sourceIdentity = claims['https://aws.amazon.com/source_identity'];
  const packed = packedSize(input, tags);
  const actions = [
    'sts:AssumeRoleWithWebIdentity',
    ...(Object.keys(tags.tags).length === 0 ? [] : ['sts:TagSession']),
    ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
  ];
  const key = host.toLowerCase();
  const context = {
    ...contextOfTags(tags, tags.tags),
    [`${key}:aud`]: audience,
    [`${key}:sub`]: claims.sub,
    [`${key}:amr`]: claims.amr,
    'sts:rolesessionname': name,
    'sts:sourceidentity': sourceIdentity,
  };
  if (!found || !trusts(found.role.AssumeRolePolicyDocument, { provider: provider.Arn }, actions, context))
    throw accessDenied('Not authorized to perform sts:AssumeRoleWithWebIdentity');
  const session = giveRole(asked, seconds, found, name, {
    ...tags,
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
  });
  return {
    ...assumedRole(session),
    SubjectFromWebIdentityToken: claims.sub,
    PackedPolicySize: packed,
    Provider: provider.Arn,
    Audience: audience,
    SourceIdentity: sourceIdentity,
  };
}

function claimsOf(token: string): Claims {
  const parts = token.split('.');
  try {
    if (parts.length !== 3) throw new Error('not three parts');
    return JSON.parse(Buffer.from(parts[1]!, 'base64url').toString()) as Claims;
  } catch {
    throw refuse(
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    );
  }
}

/** ES256, as `test/identityProvider/webIdentity.ts` signs. */
function isSigned(token: string, key: string): boolean {
  const [head, body, signature] = token.split('.') as [string, string, string];
  const ieee = { key, dsaEncoding: 'ieee-p1363' } as const;
  return verify('sha256', Buffer.from(`${head}.${body}`), ieee, Buffer.from(signature, 'base64url'));
}

function tagsOf(claims: Claims): Tags {
  const { principal_tags: given = {}, transitive_tag_keys: keys = [] } =
    claims['https://aws.amazon.com/tags'] ?? {};
  const tags = Object.entries(given).map(([key, [value = '']]) => [key, value] as const);
  return { tags: Object.fromEntries(tags), transitiveTagKeys: keys };
}
