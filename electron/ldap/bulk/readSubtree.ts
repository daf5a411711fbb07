/**
 * One reading from its beginning to its end over one connection: page after page, ranges followed. An object may be handed over
 * twice where the server broke off a page that was asked for again.
 */
import { Fault } from '#contract/faults.ts';
import type { BulkRequest } from '../api.ts';
import type { Result } from '../messages.ts';
import { objectReader } from '../pages.ts';
import { completeRanges, hasRanges } from '../ranges.ts';
import { codes, searchFault } from '../resultCodes.ts';
import { fieldsOf, type Reading } from '../search.ts';
import { isTransient } from '../transient.ts';
import type { HandOver } from './handOver.ts';

const noCookie = Buffer.alloc(0);
/** AD sends empty pages where a page's time ran out before a match; so many in a row come from no directory. */
const maxEmptyPages = 1000;
/** Entries with ranges that wait while a server without pages goes on sending: names only. */
const maxWaiting = 100_000;

/** Where the search goes on after an answer; null = it is at its end. */
type Next = { readonly cookie: Buffer; readonly size: number | null } | null;

export async function readSubtree(
  reading: Reading,
  request: BulkRequest,
  to: HandOver,
  signal: AbortSignal,
): Promise<void> {
  const { channel } = reading;
  const fields = await fieldsOf(reading, { ...request, scope: 'sub' });
  const fault = (result: Result): Fault => searchFault(result, request.base, channel.where);
  const inPieces: string[] = [];
  let empty = 0;
  /** Whether the page at hand was asked for a second time. */
  let second = false;

  /** Null as a size = without the control. */
  const ask = async (cookie: Buffer, size: number | null): Promise<Next> => {
    let came = 0;
    const result = await channel.search(
      size === null ? fields : { ...fields, page: { size, cookie } },
      {
        onEntry(response) {
          came += 1;
          const dn = to.wire(response);
          if (dn !== null && inPieces.push(dn) > maxWaiting) tooMuch('ranges');
        },
        onReference: (uri) => to.referral(uri),
      },
      signal,
    );
    const next = result.cookie ?? noCookie;
    switch (result.code) {
      case codes.success:
        break;
      case codes.sizeLimitExceeded:
        // With a cookie the limit was the page's; without, the rest is out of reach.
        if (next.length > 0) break;
        throw fault(result);
      case codes.timeLimitExceeded:
        if (second || size === null || size === 1) throw fault(result);
        second = true;
        return { cookie: next.length > 0 ? next : cookie, size: Math.max(1, Math.floor(size / 10)) };
      case codes.unavailableCriticalExtension:
        if (size === null || cookie.length > 0) throw fault(result);
        return { cookie: noCookie, size: null };
      default:
        throw fault(result);
    }
    second = false;
    empty = came === 0 ? empty + 1 : 0;
    if (empty > maxEmptyPages) tooMuch('empty pages');
    return next.length > 0 ? { cookie: next, size } : null;
  };
  const tooMuch = (detail: string): never => {
    throw new Fault('ldap.serverError', { ...channel.where, code: 0, detail });
  };

  const readObject = objectReader(channel, fields, signal);
  /** An entry that came in pieces, read again by its name: the pieces belong together then. */
  const complete = async (dn: string): Promise<void> => {
    try {
      const entry = await readObject(dn, request.attributes);
      if (entry === null) return;
      const whole = hasRanges(entry)
        ? await completeRanges(entry, readObject, channel.where, (attribute, cause) =>
            to.missing(dn, attribute, missingCode(cause)),
          )
        : entry;
      if (whole !== null) to.entry(whole);
    } catch (cause) {
      to.missing(dn, null, missingCode(cause));
    }
  };

  let next: Next = { cookie: noCookie, size: reading.pageSize };
  while (next !== null) {
    next = await ask(next.cookie, next.size);
    for (const dn of inPieces.splice(0)) {
      await complete(dn);
      await roomFor(to, signal);
    }
    to.pageEnded();
    // A server's page that nobody can take yet would only wait, and its cookie with it.
    await roomFor(to, signal);
  }
}

async function roomFor(to: HandOver, signal: AbortSignal): Promise<void> {
  await to.room(signal);
  if (signal.aborted) throw new Fault('job.cancelled', {});
}

/** Why one object or attribute is missing; what concerns the whole reading is thrown on. */
function missingCode(cause: unknown): Fault['code'] {
  if (!(cause instanceof Fault) || cause.code === 'job.cancelled' || isTransient(cause)) throw cause;
  return cause.code;
}
