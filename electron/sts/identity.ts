import { Fault } from '../contract/faults.ts';
import { withSts } from './client.ts';
import type { StsCall } from './client.ts';
import { toFault } from './faults.ts';

export interface CallerIdentity {
  /** Twelve digits. */
  readonly account: string;
  readonly arn: string;
  /** `aws`, `aws-cn`, `aws-us-gov` or another: the second part of the ARN. */
  readonly partition: string;
  /** The Region the client was made for, where the caller named none. */
  readonly region: string;
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
      return { account: answer.Account, arn: answer.Arn, partition, region: await client.config.region() };
    });
  } catch (error) {
    throw toFault(error, name);
  }
}
