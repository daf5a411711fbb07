/** What every procedure is made from: the contract, with the engine as context and each fault told as one. */
import { implement } from '@orpc/server';
import { contract } from '#contract/index.ts';
import type { Engine } from '../engine.ts';
import { toFault } from '../faults.ts';

export const os = implement(contract)
  .$context<{ engine: Engine }>()
  .use(async ({ next, errors }) => {
    const faultOf = (error: unknown) => {
      const fault = toFault(error);
      return errors.FAULT({ message: fault.code, data: fault.toData() });
    };
    try {
      const { output, context } = await next();
      return { output: isStream(output) ? failingWith(output, faultOf) : output, context };
    } catch (error) {
      throw faultOf(error);
    }
  });

const isStream = (output: unknown): output is AsyncGenerator<unknown, unknown, void> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output;

/** A stream fails while it is listened to, long after its procedure has answered. */
async function* failingWith(
  stream: AsyncGenerator<unknown, unknown, void>,
  faultOf: (error: unknown) => Error,
) {
  try {
    return yield* stream;
  } catch (error) {
    throw faultOf(error);
  }
}
