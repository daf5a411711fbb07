import { Fault } from '../contract/faults.ts';
import type { CallName } from '../sts/faults.ts';

/**
 * Asks for page after page until AWS gives no token, even when a page is empty (facts/aws-directory-service.md §3).
 * Rejects with what `ask` rejects with, and with `aws.malformedAnswer` when a token comes back unchanged.
 */
export async function everyPage(
  name: CallName,
  ask: (token: string | undefined) => Promise<{ next: string | undefined }>,
): Promise<void> {
  let token: string | undefined;
  do {
    const { next } = await ask(token);
    if (next !== undefined && next === token) {
      throw new Fault('aws.malformedAnswer', { ...name, detail: 'the same paging token twice' });
    }
    token = next || undefined;
  } while (token !== undefined);
}

/**
 * Reads lists of one service whole, page by page, where pages go by `NextToken`. `ask` sends one request and gives what it
 * says. Rejects as `everyPage` does.
 */
export const allItems =
  (service: CallName['service']) =>
  async <T>(
    operation: string,
    ask: (token: {
      NextToken?: string;
    }) => Promise<{ items: readonly T[] | undefined; next: string | undefined }>,
  ): Promise<T[]> => {
    const all: T[] = [];
    await everyPage({ service, operation }, async (token) => {
      const { items, next } = await ask(token === undefined ? {} : { NextToken: token });
      all.push(...(items ?? []));
      return { next };
    });
    return all;
  };
