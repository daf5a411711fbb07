import { Fault } from '../contract/faults.ts';
import { withSts } from './client.ts';
import type { StsCall } from './client.ts';
import { toFault } from './faults.ts';
import type { CallLimits } from './limits.ts';
import { credentialsOf, profileOf } from './signer.ts';
import type { Signer } from './signer.ts';

export interface CallerIdentity {
  /** Twelve digits. */
  readonly account: string;
  readonly arn: string;
  /** As in `AROA…:session`; empty where AWS gave none. */
  readonly userId: string;
  /** `aws`, `aws-cn`, `aws-us-gov` or another: the second part of the ARN. */
  readonly partition: string;
  /** The Region the client was made for, where the caller named none. */
  readonly region: string;
}

/** Who somebody is, and what time it is there. */
export interface SeenIdentity extends CallerIdentity {
  /** AWS's clock, in ms; null where the answer did not say. */
  readonly awsTime: number | null;
}

/** GetCallerIdentity: needs no permission and cannot be denied (facts/sts-iam.md §1). Rejects with `Fault`. */
export async function callerIdentity(options: StsCall): Promise<CallerIdentity> {
  const name = { service: 'sts', operation: 'GetCallerIdentity' };
  try {
    return await withSts(options, name.operation, async (client, sdk, signal) => {
      const answer = await client.send(new sdk.GetCallerIdentityCommand({}), { abortSignal: signal });
      const partition = answer.Arn?.split(':')[1];
      if (!answer.Account || !answer.Arn || !partition) {
        throw new Fault('aws.malformedAnswer', { ...name, detail: 'no account in the answer' });
      }
      return {
        account: answer.Account,
        arn: answer.Arn,
        userId: answer.UserId ?? '',
        partition,
        region: await client.config.region(),
      };
    });
  } catch (error) {
    throw toFault(error, name);
  }
}

/** GetCallerIdentity as a signer. `region` null = that of the profile or the environment. Rejects with `Fault`. */
export async function identity(
  signer: Signer,
  region: string | null,
  limits: CallLimits,
  signal: AbortSignal,
): Promise<SeenIdentity> {
  let awsTime: number | null = null;
  const seen = await callerIdentity({
    profile: profileOf(signer),
    region,
    limits,
    signal,
    credentials: await credentialsOf(signer, limits),
    onAwsTime: (time) => (awsTime = time),
  });
  return { ...seen, awsTime };
}

/** GetAccessKeyInfo: the account of an access key, twelve digits; nothing of its state. Rejects with `Fault`. */
export async function accountOfAccessKey(
  accessKeyId: string,
  signer: Signer,
  region: string | null,
  limits: CallLimits,
  signal: AbortSignal,
): Promise<string> {
  const name = { service: 'sts', operation: 'GetAccessKeyInfo' };
  try {
    const credentials = await credentialsOf(signer, limits);
    const options = { profile: profileOf(signer), region, limits, signal, credentials };
    return await withSts(options, name.operation, async (client, sdk, abortSignal) => {
      const command = new sdk.GetAccessKeyInfoCommand({ AccessKeyId: accessKeyId });
      const { Account: account } = await client.send(command, { abortSignal });
      if (!account) throw new Fault('aws.malformedAnswer', { ...name, detail: 'no account in the answer' });
      return account;
    });
  } catch (error) {
    throw toFault(error, name);
  }
}
