/** DecodeAuthorizationMessage: what an encoded refusal says. Source: facts/sts-iam.md §1 (limits, errors and fixes). */
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { Fault } from '../contract/faults.ts';
import { withSts } from './client.ts';
import { errorName, toFault } from './faults.ts';
import type { CallLimits } from './limits.ts';

const name = { service: 'sts', operation: 'DecodeAuthorizationMessage' };
const mostCharacters = 10_240;

export interface EncodedMessage {
  /** With or without line breaks; it tells of policies, and goes into no fault. */
  readonly message: string;
  /** Null = the standard credential chain. */
  readonly profile: string | null;
  /** Null = the Region of the profile or the environment. */
  readonly region: string | null;
}

/**
 * The decoded message: JSON text as AWS gave it. `credentials`: whose ask, in place of the profile's own. Rejects with
 * `sts.messageInvalid` (before anything is sent, where it can be told), `aws.…` or `job.cancelled`.
 */
export async function decodeMessage(
  { message, profile, region }: EncodedMessage,
  limits: CallLimits,
  signal: AbortSignal,
  credentials?: AwsCredentialIdentityProvider,
): Promise<string> {
  const encoded = message.replaceAll(/\s+/g, '');
  if (!/^[\w+/=.-]+$/.test(encoded) || encoded.length > mostCharacters)
    throw new Fault('sts.messageInvalid', {});
  try {
    const options = {
      profile,
      region,
      limits,
      signal,
      ...(credentials === undefined ? {} : { credentials }),
    };
    return await withSts(options, name.operation, async (client, sdk, abortSignal) => {
      const command = new sdk.DecodeAuthorizationMessageCommand({ EncodedMessage: encoded });
      const { DecodedMessage: decoded } = await client.send(command, { abortSignal });
      if (!decoded) throw new Fault('aws.malformedAnswer', { ...name, detail: 'no message in the answer' });
      return decoded;
    });
  } catch (error) {
    // What AWS says of a message that it does not take may quote it.
    if (/^(InvalidAuthorizationMessage|ValidationError)/.test(errorName(error)))
      throw new Fault('sts.messageInvalid', {});
    throw toFault(error, name);
  }
}
