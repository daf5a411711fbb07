/** Tries a session: each read once, and beside it what the policies foretold. */
import { openClients } from '#aws/clients.ts';
import type { StoredSession } from '#contract/sessions/session.ts';
import type { Try, TryAction } from '#contract/sessions/tries.ts';
import { Fault } from '#contract/faults.ts';
import type { CallLimits } from '#sts/limits.ts';
import { scrub } from '#sts/scrub.ts';
import type { Engine } from '../../engine.ts';
import { toFault } from '../../faults.ts';
import { calls } from './calls.ts';
import type { Came, Trying } from './calls.ts';
import { foretell } from './foretell.ts';
import type { Foretold } from './foretell.ts';

/** Somebody looks on: an answer that takes longer is none. */
const limits: CallLimits = { connectMs: 5_000, answerMs: 10_000, callMs: 15_000, attempts: 2 };

/**
 * Each try as soon as it is done; all run at once, with the session's keys, taken again where they are no longer fresh. Throws
 * `session.notFound`, what a refresh throws, and `job.cancelled`; what a call ends with is its outcome.
 */
export async function* tryIt(
  engine: Engine,
  {
    id,
    actions,
    limits: bounds = limits,
  }: { readonly id: string; readonly actions: readonly TryAction[]; readonly limits?: CallLimits },
  signal?: AbortSignal,
): AsyncGenerator<Try, void, void> {
  const { accessKeyId, secretAccessKey, sessionToken } = await engine.sessions.freshKeys(id, 'asked');
  const keys = { accessKeyId, secretAccessKey, sessionToken };
  const stored = engine.sessions.at(id);
  const { region } = stored.request;
  const left = new AbortController();
  const until = signal ? AbortSignal.any([signal, left.signal]) : left.signal;
  const clients = openClients({
    profile: null,
    limits: bounds,
    signal: until,
    credentials: () => Promise.resolve(keys),
  });
  const trying: Trying = { sts: engine.sts, clients, keys, region, limits: bounds, signal: until };
  const running = new Map(
    [...new Set(actions)].map((action) => [action, tried(engine, stored, action, trying)]),
  );
  try {
    while (running.size > 0) {
      const done = await Promise.race(running.values());
      running.delete(done.action);
      yield done;
    }
  } finally {
    left.abort();
    await Promise.allSettled(running.values());
    clients.close();
  }
}

async function tried(engine: Engine, stored: StoredSession, action: TryAction, trying: Trying): Promise<Try> {
  const began = performance.now();
  const [came, foretold] = await Promise.all([
    outcomeOf(calls[action](trying)).then((outcome) => ({
      ...outcome,
      milliseconds: Math.round(performance.now() - began),
    })),
    foretell(engine, stored, action),
  ]);
  // A key out of bounds is called an invalid one.
  const outOfBounds =
    foretold.foretoldBecause.kind === 'rule' && came.fault?.code === 'aws.credentialsInvalid';
  const seen = outOfBounds ? { ...came, outcome: 'denied' as const, fault: null } : came;
  return { action, ...seen, ...foretold, agrees: agreement(seen.outcome, foretold) };
}

type Outcome = Pick<Try, 'outcome' | 'detail' | 'fault' | 'count' | 'more'>;

async function outcomeOf(call: Promise<Came>): Promise<Outcome> {
  try {
    return { outcome: 'allowed', detail: '', fault: null, ...(await call) };
  } catch (error) {
    const fault = toFault(error);
    if (fault.code === 'job.cancelled') throw fault;
    const denied = fault.code === 'aws.accessDenied';
    return {
      outcome: denied ? 'denied' : 'failed',
      detail: detailOf(fault),
      fault: denied ? null : fault.toData(),
      count: null,
      more: false,
    };
  }
}

function detailOf({ params }: Fault): string {
  const { detail } = params as { readonly detail?: unknown };
  const said = typeof detail === 'string' ? detail : '';
  // What it hides tells of policies, and is for DecodeAuthorizationMessage alone.
  return scrub(said.replace(/\s*encoded authorization (?:failure )?message:.*$/is, ''));
}

export function agreement(outcome: Try['outcome'], { foretold, foretoldBecause }: Foretold): Try['agrees'] {
  if (outcome === 'failed' || foretold === 'unknown' || foretold === 'conditional') return null;
  if (outcome === foretold) return true;
  const gaps = foretoldBecause.kind === 'policies' ? foretoldBecause.gaps : [];
  const explained = gaps.some(({ couldAllow, couldDeny }) =>
    outcome === 'allowed' ? couldAllow : couldDeny,
  );
  return explained ? null : false;
}
