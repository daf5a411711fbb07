/** What a try asks AWS, as the policy engine is asked it. */
import type { TryAction } from '#contract/sessions/tries.ts';
import type { StoredSession } from '#contract/sessions/session.ts';
import { partitionOfRegion } from '#domain/session/identity.ts';
import { mfaSerialOf } from '#domain/session/request.ts';

/** Where services that are one for a partition are signed for; their requests have that Region. Source: the SDKs' partitions. */
const homes: Readonly<Record<string, { readonly iam: string; readonly organizations: string }>> = {
  aws: { iam: 'us-east-1', organizations: 'us-east-1' },
  'aws-cn': { iam: 'cn-north-1', organizations: 'cn-northwest-1' },
  'aws-us-gov': { iam: 'us-gov-west-1', organizations: 'us-gov-west-1' },
};

/** The resource that AWS names in its refusals. */
const resources: Readonly<Partial<Record<TryAction, (partition: string, account: string) => string>>> = {
  'iam:ListRoles': (partition, account) => `arn:${partition}:iam::${account}:role/`,
  'iam:ListUsers': (partition, account) => `arn:${partition}:iam::${account}:user/`,
  's3:ListAllMyBuckets': (partition) => `arn:${partition}:s3:::*`,
};

export const resourceOf = (action: TryAction, { account, request }: StoredSession): string =>
  resources[action]?.(partitionOfRegion(request.region), account) ?? '*';

/**
 * Keys of the request that are certain; an empty list: certainly absent. What a source brought along from before (transitive tags, a
 * source identity) stays unknown.
 */
export function contextOf(
  action: TryAction,
  { request, takenAt }: StoredSession,
  now: Date,
): Record<string, string[]> {
  const service = action.slice(0, action.indexOf(':'));
  const home = homes[partitionOfRegion(request.region)];
  const region = service === 'iam' || service === 'organizations' ? home?.[service] : request.region;
  const tags = 'tags' in request ? request.tags : [];
  const sourceIdentity = request.kind === 'role' ? request.sourceIdentity : null;
  return {
    'aws:SecureTransport': ['true'],
    'aws:ViaAWSService': ['false'],
    'aws:CalledVia': [],
    'aws:CurrentTime': [now.toISOString()],
    'aws:EpochTime': [String(Math.floor(now.getTime() / 1000))],
    'aws:TokenIssueTime': [takenAt],
    ...(region === undefined ? {} : { 'aws:RequestedRegion': [region] }),
    ...(sourceIdentity === null ? {} : { 'aws:SourceIdentity': [sourceIdentity] }),
    ...(request.kind === 'sessionToken'
      ? { 'aws:MultiFactorAuthPresent': [String(mfaSerialOf(request) !== null)] }
      : {}),
    ...Object.fromEntries(tags.map(({ key, value }) => [`aws:PrincipalTag/${key}`, [value]])),
  };
}
