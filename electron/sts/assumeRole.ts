/** AssumeRole: who asks for what, and what its refusals mean. Source: facts/sts-iam.md §1 (limits, errors and fixes). */
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { Fault } from '../contract/faults.ts';
import { assumeRoleSchema } from '../contract/sessions.ts';
import type { AssumeRole } from '../contract/sessions.ts';
import type { TemporaryCredentials } from './api.ts';
import { withSts } from './client.ts';
import { errorName, toFault } from './faults.ts';
import type { CallLimits } from './limits.ts';
import { scrub } from './scrub.ts';

const name = { service: 'sts', operation: 'AssumeRole' };

/**
 * Rejects with `input.invalid` before anything is sent, `sts.…`, `aws.…` or `job.cancelled`. `source`: whose credentials
 * ask, in place of the profile's own.
 */
export async function assumeRole(
  request: AssumeRole,
  limits: CallLimits,
  signal: AbortSignal,
  source?: AwsCredentialIdentityProvider,
): Promise<TemporaryCredentials> {
  const checked = assumeRoleSchema.safeParse(request);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw new Fault('input.invalid', { path: issue?.path.join('.') ?? '', detail: issue?.message ?? '' });
  }
  try {
    const options = {
      profile: request.sourceProfile,
      region: request.region,
      limits,
      signal,
      ...(source === undefined ? {} : { credentials: source }),
    };
    return await withSts(options, name.operation, async (client, sdk, abortSignal) => {
      const command = new sdk.AssumeRoleCommand({
        RoleArn: request.roleArn,
        RoleSessionName: request.sessionName,
        DurationSeconds: request.durationSeconds,
        ...(request.externalId === null ? {} : { ExternalId: request.externalId }),
      });
      const { Credentials: given, AssumedRoleUser: user } = await client.send(command, { abortSignal });
      const expires = given?.Expiration;
      if (
        !given?.AccessKeyId ||
        !given.SecretAccessKey ||
        !given.SessionToken ||
        !expires ||
        Number.isNaN(expires.getTime())
      ) {
        throw new Fault('aws.malformedAnswer', { ...name, detail: 'no whole credentials in the answer' });
      }
      return {
        accessKeyId: given.AccessKeyId,
        secretAccessKey: given.SecretAccessKey,
        sessionToken: given.SessionToken,
        expiresAt: expires.toISOString(),
        assumedRoleArn: user?.Arn ?? request.roleArn,
      };
    });
  } catch (error) {
    throw refusal(error, request);
  }
}

function refusal(error: unknown, request: AssumeRole): Fault {
  const detail = scrub(error instanceof Error ? error.message : '');
  switch (errorName(error)) {
    case 'AccessDenied':
      // The caller's profile may itself take a role on the way; that refusal carries the same code.
      return new Fault('sts.accessDenied', { roleArn: request.roleArn, detail });
    case 'ValidationError':
    case 'MalformedPolicyDocument':
    case 'MalformedPolicyDocumentException':
      return new Fault('sts.invalidRequest', { detail });
    case 'PackedPolicyTooLarge':
    case 'PackedPolicyTooLargeException':
      return new Fault('sts.policyTooLarge', { detail });
    case 'RegionDisabledException':
      return new Fault('sts.regionDisabled', { region: request.region });
    default:
      return toFault(error, name);
  }
}
