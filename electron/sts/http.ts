/**
 * One question over HTTP to an AWS service that no SDK client of ours speaks: the sign-in endpoint, the portals, S3 and
 * directory data. As many attempts, as much time and the same faults as for the SDK's clients. Addresses and bodies may hold
 * secrets: neither goes into a fault.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { call } from './call.ts';
import type { CallName } from './faults.ts';
import type { CallLimits } from './limits.ts';

export interface Question {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a service answered in place of what was asked; `name` is its error code. */
export class Refused extends Error {
  readonly $metadata: { readonly httpStatusCode: number };
  /** How long the service wants to be left alone; null = it did not say. */
  readonly retryAfterMs: number | null;

  constructor(name: string, message: string, status: number, retryAfterMs: number | null = null) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode: status };
    this.retryAfterMs = retryAfterMs;
  }
}

/** The first pause before another attempt; each next one is twice as long, and up to as much is added by chance. */
const firstPauseMs = 100;
const longestPauseMs = 20_000;
/** No answer that is asked for here comes near this. */
const mostBytes = 20_000_000;

/** What a status from 300 on says: its error code and sentence. */
export type ReadRefusal = (
  answer: Response,
  text: string,
) => { readonly name: string; readonly message: string; readonly retryAfterMs?: number | null };

/**
 * The answer's body, of a status below 300. `question`: made anew for each attempt where it is signed, since a signature
 * tells the time. Rejects with `aws.…` or `job.cancelled`; `meaning` may give a refusal a fault of its own.
 */
export async function askOver(
  question: Question | (() => Promise<Question>),
  name: CallName,
  limits: CallLimits,
  signal: AbortSignal,
  readRefusal: ReadRefusal,
  meaning: (error: unknown) => unknown = (error) => error,
): Promise<string> {
  return call(name, limits, signal, async (ends) => {
    for (let attempt = 1; ; attempt++) {
      try {
        const asked = typeof question === 'function' ? await question() : question;
        return await send(asked, limits, ends, readRefusal);
      } catch (error) {
        const pause = pauseBefore(error, attempt);
        if (pause === null || attempt >= limits.attempts || ends.aborted) throw meaning(error);
        await sleep(pause, undefined, { signal: ends });
      }
    }
  });
}

/** How long to wait before asking again; null where asking again would not help. */
function pauseBefore(error: unknown, attempt: number): number | null {
  const grown = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1) * (1 + Math.random()));
  if (!(error instanceof Refused)) return isNetwork(error) ? grown : null;
  const status = error.$metadata.httpStatusCode;
  if (status === 429 || /Throttl/.test(error.name))
    return Math.min(longestPauseMs, error.retryAfterMs ?? grown);
  return status >= 500 ? grown : null;
}

/** As `reached` says it, or no answer in time. A fault that came of making the question is neither. */
const isNetwork = (error: unknown): boolean =>
  (error instanceof TypeError && typeof (error as { code?: unknown }).code === 'string') ||
  (error as Error).name === 'TimeoutError';

async function send(
  { url, method, headers = {}, body }: Question,
  limits: CallLimits,
  ends: AbortSignal,
  readRefusal: ReadRefusal,
): Promise<string> {
  const answer = await reached(() =>
    fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      // A secret follows no redirection to another host.
      redirect: 'manual',
      signal: AbortSignal.any([ends, AbortSignal.timeout(limits.answerMs)]),
    }),
  );
  const text = await reached(() => wholeText(answer));
  if (answer.status >= 300) {
    const { name, message, retryAfterMs } = readRefusal(answer, text);
    throw new Refused(name, message, answer.status, retryAfterMs);
  }
  return text;
}

async function wholeText(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > mostBytes) throw new SyntaxError('the answer is far too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** `fetch` hides the code of a network error in its cause. */
async function reached<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { cause } = error as Error;
    if (!(error instanceof TypeError) || cause === undefined) throw error;
    // A port that no browser would ask has no code.
    const { code = 'ERR_INVALID_URL' } = cause as { code?: string };
    // As the SDK's own handler says it: the code of the connection that failed.
    const said = /TIMEOUT/.test(code) ? 'ETIMEDOUT' : code.startsWith('UND_ERR') ? 'ECONNRESET' : code;
    throw Object.assign(new TypeError(said), { code: said });
  }
}

/** The object that a JSON body holds; throws a SyntaxError where it holds none. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SyntaxError('no object');
  return value as Readonly<Record<string, unknown>>;
}
