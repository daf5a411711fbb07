import type { Pluggable } from '@smithy/types';

/** Tells `seen` what the Date header of each answer says, in ms: it stands where refusals pass as well. */
// oxlint-disable-next-line typescript/no-explicit-any -- the SDK types a plugin by each client's own inputs and outputs
export function clock(seen: (time: number) => void): Pluggable<any, any> {
  return {
    applyToStack: (stack) => {
      stack.add(
        (next) => async (args) => {
          const answer = await next(args);
          const time = Date.parse(dateOf(answer.response));
          if (!Number.isNaN(time)) seen(time);
          return answer;
        },
        { step: 'deserialize', priority: 'low', name: 'treelineClock', override: true },
      );
    },
  };
}

function dateOf(response: unknown): string {
  const { headers } = (response ?? {}) as { headers?: Readonly<Record<string, string>> };
  return headers?.['date'] ?? '';
}
