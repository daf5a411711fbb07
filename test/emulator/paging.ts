/** Opaque paging tokens: good only for the list they were made for, and only as they were given. */
import { createHmac, randomBytes } from 'node:crypto';

const secret = randomBytes(16);
const seal = (text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url').slice(0, 16);

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/**
 * One page of `all`, `size` items long. `emptyFirst` gives an empty page with a token before the first one: allowed to
 * AWS, and seen. Null where the token is not one of ours for this list.
 */
export function pageOf<T>(
  list: string,
  all: readonly T[],
  token: string | undefined,
  size: number,
  emptyFirst: boolean,
): PageOf<T> | null {
  const give = (offset: number): string =>
    Buffer.from(`${offset}.${seal(`${list} ${offset}`)}`).toString('base64');
  if (token === undefined && emptyFirst) return { items: [], next: give(0) };
  const offset = token === undefined ? 0 : opened(list, token);
  if (offset === null) return null;
  const end = offset + size;
  return { items: all.slice(offset, end), next: end < all.length ? give(end) : null };
}

function opened(list: string, token: string): number | null {
  const [offset, sealed] = Buffer.from(token, 'base64').toString().split('.');
  return offset !== undefined && sealed === seal(`${list} ${offset}`) ? Number(offset) : null;
}
