/**
 * MaxPageSize and paging as AD does it (RFC 2696; facts: big results): an unpaged answer ends after 1,000 entries with
 * sizeLimitExceeded, a larger page is quietly cut, a cookie is good once, on its own connection, for its own search.
 */
import { randomUUID } from 'node:crypto';
import { elements, int, tlv, toInt } from './ber.ts';
import type { Behaviours } from './behaviours.ts';
import type { Layer } from './handler.ts';
import { control, done, isRootDse, oid, withoutControls, type Control, type Done, type Item, type Search } from './messages.ts'; // prettier-ignore

/** One paged search that has not ended. */
interface Cursor {
  readonly key: string;
  readonly items: AsyncIterator<Item, unknown>;
  /** Read to know whether there is more, not given yet. */
  ahead: Item | null;
  given: number;
  turn: number;
}

/** How AD refuses a cookie that it does not know: 8256, ERROR_DS_UNAVAILABLE_CRIT_EXTENSION. */
const unknownCookie = (): Done =>
  done(12, '00002040: SvcErr: DSID-031401E7, problem 5010 (UNAVAIL_EXTENSION), data 0\n\0');

const pagedControl = (cookie: string): Control => ({
  oid: oid.paged,
  critical: false,
  value: tlv(0x30, [int(0), tlv(0x04, cookie)]),
});

const keyOf = (search: Search): string =>
  [search.base.toLowerCase(), search.scope, search.filter.toString('hex')].join('\0');

async function next(cursor: Cursor): Promise<Item> {
  const { ahead } = cursor;
  cursor.ahead = null;
  if (ahead) return ahead;
  const step = await cursor.items.next();
  return step.done ? done(80, 'no end') : step.value;
}

export function pages(behaviours: Behaviours): Layer {
  return (_, below) => {
    const unfinished = new Map<string, Cursor>();
    const begin = (search: Search): Cursor => ({
      key: keyOf(search),
      items: below({ ...withoutControls(search, oid.paged), sizeLimit: 0 })[Symbol.asyncIterator](),
      ahead: null,
      given: 0,
      turn: 0,
    });

    async function* unpaged(search: Search): AsyncGenerator<Item, void> {
      const limit = Math.min(search.sizeLimit || Infinity, behaviours.maxPageSize ?? Infinity);
      let given = 0;
      for await (const item of below({ ...search, sizeLimit: 0 })) {
        if (item.is === 'entry') {
          given += 1;
          if (given > limit) {
            yield done(4, '00002023: SvcErr: DSID-031401E6, problem 5008 (SIZE_LIMIT_EXCEEDED), data 0\n\0');
            return;
          }
        }
        yield item;
      }
    }

    async function* onePage(search: Search, size: number, cookie: string): AsyncGenerator<Item, void> {
      const cursor = cookie === '' ? begin(search) : unfinished.get(cookie);
      if (!cursor || cursor.key !== keyOf(search)) {
        yield unknownCookie();
        return;
      }
      unfinished.delete(cookie);
      let kept = false;
      try {
        cursor.turn += 1;
        const wanted = Math.min(size, behaviours.maxPageSize ?? Infinity);
        const room = behaviours.emptyPages && cursor.turn % 2 === 0 ? 0 : wanted;
        const limit = search.sizeLimit || Infinity;
        for (let given = 0; ;) {
          const item = await next(cursor);
          if (item.is === 'done') {
            yield { ...item, controls: [...(item.controls ?? []), pagedControl('')] };
            return;
          }
          if (item.is === 'entry' && cursor.given === limit) {
            yield done(4, '', { controls: [pagedControl('')] });
            return;
          }
          if (item.is === 'entry' && given === room) {
            cursor.ahead = item;
            break;
          }
          if (item.is === 'entry') {
            given += 1;
            cursor.given += 1;
          }
          yield item;
        }
        const token = randomUUID();
        kept = true;
        unfinished.set(token, cursor);
        for (const [old, { items }] of unfinished) {
          if (unfinished.size <= behaviours.maxUnfinished) break;
          unfinished.delete(old);
          void items.return?.();
        }
        yield done(0, '', { controls: [pagedControl(token)] });
      } finally {
        if (!kept) void cursor.items.return?.();
      }
    }

    return (search) => {
      const paged = control(search, oid.paged);
      if (isRootDse(search)) return below(withoutControls(search, oid.paged));
      if (!paged?.value) return unpaged(search);
      const [size, cookie] = elements(elements(paged.value)[0]!.content);
      return onePage(search, toInt(size!), cookie!.content.toString('utf8'));
    };
  };
}
