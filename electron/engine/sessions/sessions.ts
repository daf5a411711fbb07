/** Sessions: names and expiry in the user's store, keys in the vault; taken, refreshed, shown and forgotten. */
import { randomUUID } from 'node:crypto';
import type { Once } from '#contract/sessions/request.ts';
import type { Session, SessionEdit, StoredSession, Take } from '#contract/sessions/session.ts';
import { Fault } from '#contract/faults.ts';
import { stateOf } from '#domain/session/lifetime.ts';
import { problemsOf } from '#domain/session/limits.ts';
import type { SessionRequest, Source } from '#domain/session/request.ts';
import type { Signer } from '#sts/api.ts';
import type { UserStore } from '#userstore/api.ts';
import { Broadcast } from '../broadcast.ts';
import { Failures } from './failures.ts';
import { Flights } from './flights.ts';
import { unlessGone, type LongTermKeys, type Secrets, type SessionKeys } from './secrets.ts';
import { shown } from './shown.ts';
import { refuseLoop } from './sourceLoop.ts';
import { take, type Asker, type Parts, type Taken } from './taking.ts';

export interface SessionParts extends Omit<Parts, 'signer'> {
  readonly store: UserStore;
  readonly sessionKeys: Secrets<SessionKeys>;
  readonly longTermKeys: Secrets<LongTermKeys>;
  /** What the open workspace calls an account. */
  accountAlias(account: string): Promise<string | null>;
}

const gapMs = 50;
const leaseOf = (id: string) => `session:${id}`;

export class Sessions {
  readonly #parts: SessionParts;
  readonly #flights: Flights;
  readonly #shown = new Broadcast<'all', Session[]>();
  readonly #failures = new Failures();
  /** What the keychain said last: looking costs a question for each session. */
  readonly #present = new Map<string, { readonly takenAt: string; readonly there: boolean }>();
  #telling: Promise<void> | null = null;
  #again = false;
  #closed = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#flights = new Flights(parts.store, { changed: () => this.changed() });
  }

  /** All of them, the keychain asked afresh. */
  async list(): Promise<Session[]> {
    this.#present.clear();
    return this.#all();
  }

  watch(signal: AbortSignal | undefined): AsyncGenerator<Session[], void, void> {
    this.changed();
    return this.#shown.watch(signal, gapMs);
  }

  /** Tells the watchers; several changes at once are told once. */
  changed(): void {
    if (this.#closed) return;
    this.#again = true;
    this.#telling ??= this.#tell()
      // A store that cannot be read says so to whoever asks for the list; the watchers keep what they have.
      .catch(() => undefined)
      .finally(() => {
        this.#telling = null;
        // What came after the last look, and before this.
        if (this.#again) this.changed();
      });
  }

  async take({ name, request, group, keepFresh, once }: Take, signal?: AbortSignal): Promise<Session> {
    checkLimits(request);
    const id = randomUUID();
    const settings = { name, group, keepFresh, favourite: false };
    // A caller that goes away ends the taking: nobody would see what came of it.
    const asked = this.#flights.join(id, async (ending) => {
      const until = signal ? AbortSignal.any([ending, signal]) : ending;
      const asker: Asker = { sessionId: null, sessionName: name, reason: 'asked' };
      return this.#keep(id, request, settings, await this.#take(request, once, asker, until));
    });
    return this.#one(await asked);
  }

  /**
   * Takes it again. Whoever asks meanwhile, here or in another process, waits for the one; an answer that comes along goes to
   * the prompt that waits for it. The old keys stay when that fails.
   */
  async refresh(id: string, once: Once | null, reason: Asker['reason']): Promise<Session> {
    return this.#one(await this.#refreshed(id, once, reason));
  }

  async edit({ id, name, group, favourite, keepFresh }: SessionEdit): Promise<Session> {
    const before = this.at(id);
    const stored: StoredSession = {
      ...before,
      name: name ?? before.name,
      group: group === undefined ? before.group : group,
      favourite: favourite ?? before.favourite,
      keepFresh: keepFresh ?? before.keepFresh,
    };
    this.#parts.store.saveSession(stored);
    this.changed();
    return this.#one(stored);
  }

  async remove(id: string): Promise<void> {
    const { store, sessionKeys } = this.#parts;
    this.at(id);
    this.#flights.cancel(id);
    await sessionKeys.remove(id);
    store.removeSession(id);
    store.unwantSession(id);
    this.#failures.forget(id);
    this.#present.delete(id);
    this.changed();
  }

  /** The keys as they are, expired or not. */
  reveal(id: string): Promise<SessionKeys> {
    return this.#parts.sessionKeys.get(id, this.at(id).name);
  }

  /** Keys that last: those at hand while they are fresh, else new ones. */
  async freshKeys(id: string, reason: Asker['reason']): Promise<SessionKeys> {
    const stored = this.at(id);
    if (this.#isFresh(stored)) {
      const keys = await this.#parts.sessionKeys.find(id, stored.name).catch(unlessGone);
      if (keys !== null && areFresh(keys, stored)) return keys;
    }
    await this.#refreshed(id, null, reason);
    return this.reveal(id);
  }

  /** Who signs with a source. `anew`: a session is taken again first, though it looks fresh. */
  async signer(source: Source, anew = false): Promise<Signer> {
    switch (source.kind) {
      case 'profile':
        return source;
      case 'accessKey': {
        const { store, longTermKeys } = this.#parts;
        const name = store.accessKeys().find(({ id }) => id === source.id)?.name;
        if (name === undefined) throw new Fault('session.keyNotFound', { name: source.id });
        return { kind: 'keys', ...(await longTermKeys.get(source.id, name)) };
      }
      case 'session': {
        refuseLoop(source.id, this.stored());
        if (anew) await this.#refreshed(source.id, null, 'asked');
        const { accessKeyId, secretAccessKey, sessionToken } = await this.freshKeys(source.id, 'asked');
        return { kind: 'keys', accessKeyId, secretAccessKey, sessionToken };
      }
    }
  }

  at(id: string): StoredSession {
    const stored = this.#parts.store.sessions().find((session) => session.id === id);
    if (!stored) throw new Fault('session.notFound', { name: id });
    return stored;
  }

  stored(): StoredSession[] {
    return this.#parts.store.sessions();
  }

  /** When a refresh that failed may be tried again; 0 = now, null = not before somebody asks. */
  mayTryAt(stored: StoredSession): number | null {
    return this.#failures.mayTryAt(stored, this.#parts.prompts.watched);
  }

  refreshing(id: string): boolean {
    return this.#flights.running(id);
  }

  /** After the machine slept: what failed meanwhile is tried again at once. */
  forgetWaits(): void {
    this.#failures.forgetWaits();
  }

  /** Ends what runs. The store may be closed after that, and not before. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#flights.close();
    await this.#telling;
  }

  #refreshed(id: string, once: Once | null, reason: Asker['reason']): Promise<StoredSession> {
    const { name, takenAt } = this.at(id);
    if (once && this.#flights.running(id)) this.#parts.prompts.answerFor(id, once);
    return this.#flights.join(id, async (signal) => {
      try {
        // Another process's keys are of use only where we can read them. Their time says nothing: they may have been taken before
        // we asked and kept after.
        const done = () => {
          const now = this.at(id);
          return now.tier === 'os-keychain' && now.takenAt !== takenAt && this.#isFresh(now) ? now : null;
        };
        const kept = await this.#flights.alone({ key: leaseOf(id), name, done }, signal, async (held) => {
          const { request } = this.at(id);
          const asker: Asker = { sessionId: id, sessionName: name, reason };
          return this.#keep(id, request, null, await this.#take(request, once, asker, held));
        });
        this.#failures.forget(id);
        return kept;
      } catch (error) {
        this.#failures.note({ id, takenAt }, error);
        throw error;
      }
    });
  }

  #take(request: SessionRequest, once: Once | null, asker: Asker, signal: AbortSignal): Promise<Taken> {
    const parts: Parts = { ...this.#parts, signer: (source, anew) => this.signer(source, anew) };
    return take(request, once, asker, parts, signal);
  }

  /** `given` null: its settings as they are once the keychain has the keys, since it may ask its user for minutes before. */
  async #keep(
    id: string,
    request: SessionRequest,
    given: Pick<StoredSession, 'name' | 'group' | 'favourite' | 'keepFresh'> | null,
    { keys, arn, takenAt, lengthSeconds }: Taken,
  ): Promise<StoredSession> {
    const tier = await this.#parts.sessionKeys.keep(id, keys);
    const settings = given ?? this.stored().find((session) => session.id === id);
    if (!settings) {
      // Removed meanwhile.
      await this.#parts.sessionKeys.remove(id);
      throw new Fault('session.notFound', { name: id });
    }
    const { name, group, favourite, keepFresh } = settings;
    const stored: StoredSession = {
      id,
      name,
      request,
      arn,
      account: accountOf(request, arn),
      accessKeyTail: keys.accessKeyId.slice(-4),
      takenAt: new Date(takenAt).toISOString(),
      expiresAt: keys.expiresAt,
      lengthSeconds,
      tier,
      group,
      favourite,
      keepFresh,
    };
    this.#parts.store.saveSession(stored);
    this.#present.set(id, { takenAt: stored.takenAt, there: true });
    this.changed();
    return stored;
  }

  #isFresh({ takenAt, expiresAt }: StoredSession): boolean {
    const times = { takenAt: Date.parse(takenAt), expiresAt: Date.parse(expiresAt), now: Date.now() };
    return stateOf({ ...times, present: true }) === 'fresh';
  }

  #all(): Promise<Session[]> {
    return Promise.all(this.stored().map((stored) => this.#one(stored)));
  }

  async #one(stored: StoredSession): Promise<Session> {
    const { store, sessionKeys, accountAlias } = this.#parts;
    const { id, account, takenAt } = stored;
    if (this.#present.get(id)?.takenAt !== takenAt)
      this.#present.set(id, { takenAt, there: await sessionKeys.has(id) });
    return shown(stored, store, {
      present: this.#present.get(id)?.there ?? false,
      refreshing: this.#flights.running(id),
      failure: this.#failures.of(stored),
      accountAlias: await accountAlias(account),
      milliseconds: Date.now(),
    });
  }

  async #tell(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      this.#shown.set('all', await this.#all());
    }
  }
}

/** Where another process took newer keys into its memory, ours are still the old ones, and good for as long as they last. */
function areFresh(keys: SessionKeys, stored: StoredSession): boolean {
  const expiresAt = Date.parse(keys.expiresAt);
  return (
    expiresAt >= Date.parse(stored.expiresAt) ||
    stateOf({ expiresAt, now: Date.now(), present: true }) === 'fresh'
  );
}

/** Refuses what AWS would refuse; the window and the command line say all problems in words before. */
function checkLimits(request: SessionRequest): void {
  const problem = problemsOf(request).find(({ severity }) => severity === 'error');
  if (problem) throw new Fault('input.invalid', { path: problem.field, detail: problem.code });
}

function accountOf(request: SessionRequest, arn: string | null): string {
  if (request.kind === 'portalRole') return request.account;
  return (arn ?? ('roleArn' in request ? request.roleArn : '')).split(':')[4] ?? '';
}
