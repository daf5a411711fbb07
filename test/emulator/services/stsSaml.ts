/** AssumeRoleWithSAML. Source: facts/sts-iam.md §1 and §5. */
import { createHash } from 'node:crypto';
import { required } from '../input.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input } from '../wire.ts';
import { readAssertion, readMetadata } from './samlAssertion.ts';
import type { Assertion } from './samlAssertion.ts';
import { durationOf, limits, packedSize } from './stsInput.ts';
import type { Tags } from './stsInput.ts';
import { contextOfTags } from './stsRole.ts';
import { accessDenied, assumedRole, giveRole, roleOf } from './stsSession.ts';
import { trusts } from './trust.ts';

const invalidToken = (message: string): ServiceError =>
  new ServiceError('InvalidIdentityToken', 400, message);

/** Where AWS takes SAML responses, in its first partition. */
const signInAddress = /^https:\/\/([a-z0-9-]+\.)?signin\.aws\.amazon\.com\/(static\/)?saml$/;

export function assumeRoleWithSaml(asked: Asked, input: Input): object {
  const roleArn = required(input, 'RoleArn');
  const providerArn = required(input, 'PrincipalArn');
  const response = required(input, 'SAMLAssertion');
  const seconds = durationOf(input, 43_200, 3600);
  if (response.length > 100_000)
    throw limits('sAMLAssertion', 'Member must have length less than or equal to 100000');
  const found = roleOf(asked, roleArn);
  const provider = asked.estate.accounts
    .find(({ id }) => id === providerArn.split(':')[4])
    ?.samlProviders.find(({ Arn }) => Arn === providerArn);
  if (!provider) throw invalidToken("Specified provider doesn't exist");
  const metadata = readMetadata(provider.SAMLMetadataDocument);
  const assertion = read(response, metadata.certificates);
  check(assertion, metadata.entityId, asked.now);
  const name = assertion.attributes.get('RoleSessionName')?.[0];
  if (name === undefined) throw invalidToken('RoleSessionName is required in AuthnResponse');
  if (!/^[\w+=,.@-]{2,64}$/.test(name)) throw invalidToken('RoleSessionName in AuthnResponse must match [\\w+=,.@-]{2,64}'); // prettier-ignore
  const tags = tagsOf(assertion);
  const sourceIdentity = assertion.attributes.get('SourceIdentity')?.[0];
  const packed = packedSize(input, tags);

  const asks = [
    'sts:AssumeRoleWithSAML',
    ...(Object.keys(tags.tags).length === 0 ? [] : ['sts:TagSession']),
    ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
  ];
  const nameQualifier = createHash('sha1')
    .update(`${assertion.issuer}${provider.Arn.split(':')[4]}/${provider.Arn.split('/').at(-1)}`)
    .digest('base64');
  const context = {
    ...contextOfTags(tags, tags.tags),
    'saml:aud': assertion.recipient,
    'saml:iss': assertion.issuer,
    'saml:sub': assertion.subject,
    'saml:sub_type': assertion.subjectType,
    'saml:namequalifier': nameQualifier,
    'sts:rolesessionname': name,
    'sts:sourceidentity': sourceIdentity,
  };
  // Identity Center alone opens the roles that it made.
  if (
    !found ||
    found.role.RoleName.startsWith('AWSReservedSSO_') ||
    !offers(assertion, roleArn, providerArn) ||
    !trusts(found.role.AssumeRolePolicyDocument, { provider: providerArn }, asks, context)
  )
    throw accessDenied('Not authorized to perform sts:AssumeRoleWithSAML');
  const session = giveRole(asked, secondsOf(seconds, assertion, asked.now), found, name, {
    ...tags,
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
  });
  return {
    ...assumedRole(session),
    PackedPolicySize: packed,
    Subject: assertion.subject,
    SubjectType: assertion.subjectType,
    Issuer: assertion.issuer,
    Audience: assertion.recipient,
    NameQualifier: nameQualifier,
    SourceIdentity: sourceIdentity,
  };
}

function read(response: string, certificates: readonly string[]): Assertion {
  try {
    return readAssertion(response, certificates);
  } catch (error) {
    throw invalidToken((error as Error).message);
  }
}

function check(assertion: Assertion, entityId: string, now: Date): void {
  const expired = (message: string): ServiceError => new ServiceError('ExpiredTokenException', 400, message);
  const at = now.getTime();
  if (assertion.issuer !== entityId) throw invalidToken('Issuer not present in specified provider');
  if (!signInAddress.test(assertion.recipient)) throw invalidToken(`Audience in AuthnResponse is not valid`);
  if (assertion.audience !== 'urn:amazon:webservices' && !signInAddress.test(assertion.audience))
    throw invalidToken('Audience in AuthnResponse is not valid');
  if (assertion.notBefore > at) throw invalidToken('Token is not yet valid');
  if (assertion.notOnOrAfter <= at) throw expired('Token is expired');
  if (assertion.issuedAt < at - 5 * 60_000)
    throw expired('Token must be redeemed within 5 minutes of issuance');
}

/** Both orders are taken. */
const offers = ({ attributes }: Assertion, role: string, provider: string): boolean =>
  (attributes.get('Role') ?? []).some((value) => {
    const pair = value.split(',').map((one) => one.trim());
    return pair.length === 2 && pair.includes(role) && pair.includes(provider);
  });

function tagsOf({ attributes }: Assertion): Tags {
  const prefix = 'PrincipalTag:';
  const tags = [...attributes].filter(([name]) => name.startsWith(prefix));
  return {
    tags: Object.fromEntries(tags.map(([name, [value = '']]) => [name.slice(prefix.length), value])),
    transitiveTagKeys: attributes.get('TransitiveTagKeys') ?? [],
  };
}

/** What was asked for, cut by what the identity provider allows. */
function secondsOf(asked: number, { attributes, sessionEnds }: Assertion, now: Date): number {
  const duration = Number(attributes.get('SessionDuration')?.[0] ?? Infinity);
  const left = sessionEnds === null ? Infinity : Math.floor((sessionEnds - now.getTime()) / 1000);
  return Math.min(asked, duration, left);
}
