/** Opaque paging tokens: good only for the list they were made for, and only as they were given. */
import { createHmac, randomBytes } from 'node:crypto';
import { textOf } from './input.ts';
import { BadInput } from './wire.ts';
import type { Asked, Input } from './wire.ts';

const secret = randomBytes(16);
const seal = (text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url').slice(0, 16);

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** How an operation pages. */
export interface Paging {
  /** `NextToken` or `Marker`. */
  readonly token: string;
  /** `Limit`, `MaxResults`, `MaxItems`; null where the request cannot say. */
  readonly limit: string | null;
  /** What the request may ask for; the service refuses anything else. */
  readonly from?: number;
  readonly to?: number;
  /** Where the request does not say. */
  readonly otherwise?: number;
}

/**
 * One page of `all`; `list` names the list that a token belongs to. With `emptyFirstPage`, an empty page with a token
 * comes before the first one: allowed to AWS, and seen. Throws for a limit out of bounds and a token of another list.
 */
export function paged<T>(
  { account, operation, options, region }: Asked,
  input: Input,
  all: readonly T[],
  { token: tokenName, limit: limitName, from = 0, to = 1000, otherwise = to }: Paging,
  list = '',
): PageOf<T> {
  const name = `${operation} ${account.id} ${region} ${list}`;
  const give = (offset: number): string =>
    Buffer.from(`${offset}.${seal(`${name} ${offset}`)}`).toString('base64');
  const asked = Number((limitName === null ? undefined : textOf(input, limitName)) ?? otherwise);
  if (!(asked >= from && asked <= to)) {
    const bound = asked > to ? `less than or equal to ${to}` : `greater than or equal to ${from}`;
    throw new BadInput(
      'invalid',
      `1 validation error detected: Value '${asked}' at '${limitName}' failed to satisfy constraint: Member must have value ${bound}`,
    );
  }
  const token = textOf(input, tokenName);
  if (token === undefined && options.emptyFirstPage) return { items: [], next: give(0) };
  const offset = token === undefined ? 0 : opened(name, token);
  if (offset === null) throw new BadInput('invalidToken', `Invalid ${tokenName}.`);
  const end = offset + Math.min(options.pageSize, asked || otherwise);
  return { items: all.slice(offset, end), next: end < all.length ? give(end) : null };
}

function opened(list: string, token: string): number | null {
  const [offset, sealed] = Buffer.from(token, 'base64').toString().split('.');
  return offset !== undefined && sealed === seal(`${list} ${offset}`) ? Number(offset) : null;
}
