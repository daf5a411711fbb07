/**
 * Keeps sessions fresh ahead of their expiry, each at a time of its own, and serves programs that wait for one. It looks at the
 * clock often instead of trusting long timers: machines sleep, and clocks are set.
 */
import { jumpBetween, needOf, refreshAt, stateOf } from '#domain/session/lifetime.ts';
import type { StoredSession } from '#contract/sessions/session.ts';
import type { UserStore } from '#userstore/api.ts';
import type { Prompts } from './prompts.ts';
import type { Sessions } from './sessions.ts';

export interface Clock {
  /** ms since 1970. */
  wall(): number;
  /** ms that never go back and stand while the machine sleeps. */
  monotonic(): number;
}

/** So that a program that waits is served within a second. */
const lookMs = 1_000;
/** STS takes 600 requests a second from an account; the keychain is the slower one. */
const atOnce = 8;
/** By a clock that is far ahead, keys are over when they come: AWS is not asked for others all the time. */
const leastLifeMs = 60_000;
/** Programs ask here whether anybody would see a prompt. */
export const keeperLease = 'keeper';
const leaseMs = 10_000;
/** Each writing reaches the disk, and has the other processes look. */
const renewMs = 3_500;

export interface KeeperParts {
  readonly sessions: Sessions;
  readonly prompts: Prompts;
  readonly store: UserStore;
  readonly clock: Clock;
  /** This process, to others. */
  readonly owner: string;
}

export class Keeper {
  readonly #parts: KeeperParts;
  /** A number from 0 to 1 for each taking, drawn once: where in its window it is refreshed. */
  readonly #jitters = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  #running = 0;
  #seen = { wall: 0, monotonic: 0, changes: -1 };
  /** By the monotonic clock. */
  #renewAt = 0;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  start(): void {
    const { clock } = this.#parts;
    this.#seen = { wall: clock.wall(), monotonic: clock.monotonic(), changes: -1 };
    this.#timer ??= setInterval(() => this.look(), lookMs);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    const { store, owner } = this.#parts;
    quietly(() => store.dropLease(keeperLease, owner));
  }

  /** One look: what is due is begun, at most so many at once; the rest is due at the next look as well. Never throws. */
  look(): void {
    quietly(() => this.#look());
  }

  #look(): void {
    const { clock, sessions, store, prompts, owner } = this.#parts;
    const now = { wall: clock.wall(), monotonic: clock.monotonic(), changes: store.changes() };
    const jump = jumpBetween(this.#seen.wall, now.wall, this.#seen.monotonic, now.monotonic);
    if (jump.kind !== 'none') sessions.forgetWaits();
    const others = this.#seen.changes !== -1 && now.changes !== this.#seen.changes;
    if (jump.kind !== 'none' || others) sessions.changed();
    this.#seen = now;

    // Only while somebody watches would a prompt be seen, and the lease is what programs go by.
    const lapses = jump.kind !== 'none' || now.monotonic >= this.#renewAt;
    if (prompts.watched && lapses && store.takeLease(keeperLease, owner, leaseMs))
      this.#renewAt = now.monotonic + renewMs;
    const wanted = new Set(store.wantedSessions());
    for (const stored of sessions.stored()) {
      if (this.#running - prompts.waiting >= atOnce) return;
      const { id } = stored;
      if (sessions.refreshing(id)) continue;
      if (wanted.has(id)) void this.#refresh(id, 'program');
      else if (this.#isDue(stored, now.wall)) void this.#refresh(id, 'refresh');
    }
  }

  #isDue(stored: StoredSession, now: number): boolean {
    const { sessions, prompts } = this.#parts;
    const { keepFresh, request } = stored;
    if (!keepFresh) return false;
    const need = needOf(request);
    if (need !== 'none' && need !== 'portal' && !prompts.watched) return false;
    const mayTry = sessions.mayTryAt(stored);
    if (mayTry === null || now < mayTry) return false;
    const takenAt = Date.parse(stored.takenAt);
    const expiresAt = Date.parse(stored.expiresAt);
    if (Math.abs(now - takenAt) < leastLifeMs) return false;
    if (stateOf({ takenAt, expiresAt, now, present: true }) !== 'fresh') return true;
    return now >= refreshAt({ takenAt, expiresAt, jitter: this.#jitter(stored) });
  }

  #jitter({ id, takenAt }: StoredSession): number {
    const key = `${id} ${takenAt}`;
    const drawn = this.#jitters.get(key) ?? Math.random();
    // Of takings that are over nobody asks again.
    if (this.#jitters.size > 10_000) this.#jitters.clear();
    this.#jitters.set(key, drawn);
    return drawn;
  }

  async #refresh(id: string, reason: 'refresh' | 'program'): Promise<void> {
    this.#running += 1;
    try {
      await this.#parts.sessions.refresh(id, null, reason);
    } catch {
      // Noted with the session, and shown there.
    } finally {
      this.#running -= 1;
      if (reason === 'program') quietly(() => this.#parts.store.unwantSession(id));
    }
  }
}

/** A store that cannot be read or written now says so to whoever asks for the list; the next look tries again. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // As above.
  }
}
