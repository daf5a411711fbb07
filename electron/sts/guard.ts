/**
 * The one gate in front of AWS: a client that has it sends the listed operations and nothing else. It stands in the
 * first step of the SDK's middleware, before anything is serialized, signed or sent.
 */
import type { Pluggable } from '@smithy/types';
import { Fault } from '../contract/faults.ts';

/** SDK client class → the operations that may pass, by their API names. A client that is not named may send nothing. */
export type OperationList = Readonly<Record<string, readonly string[]>>;

/** One list of all that any of `lists` names. */
export function joined(...lists: readonly OperationList[]): OperationList {
  const all: Record<string, string[]> = {};
  for (const list of lists)
    for (const [client, operations] of Object.entries(list))
      all[client] = [...new Set([...(all[client] ?? []), ...operations])];
  return all;
}

/**
 * A plugin for `client.middlewareStack.use`. The client then rejects every operation that is not on the list with
 * `aws.blockedOperation`.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- the SDK types a plugin by each client's own inputs and outputs
export function guard(allowed: OperationList): Pluggable<any, any> {
  return {
    applyToStack: (stack) => {
      stack.add(
        (next, context) => (args) => {
          const service = context.clientName ?? '';
          const operation = (context.commandName ?? '').replace(/Command$/, '');
          const listed = Object.hasOwn(allowed, service) && allowed[service]?.includes(operation);
          if (!listed) {
            const params = {
              service: service.replace(/Client$/, ''),
              operation,
              detail: 'not on the allow-list',
            };
            return Promise.reject(new Fault('aws.blockedOperation', params));
          }
          return next(args);
        },
        { step: 'initialize', priority: 'high', name: 'treelineGuard', override: true },
      );
    },
  };
}
