/** What a run has made so far, numbered: claims, what is open, questions and answers. */
import type { Claim } from '../claim.ts';
import { LimitExceeded } from './evaluate.ts';
import { joinReasons } from './open.ts';
import type { OpenClaim } from './open.ts';
import type { AskedQuery, ClaimOrigin, RunClaim } from './result.ts';
import type { RunSettings } from './settings.ts';
import type { ActiveDirectoryStore, StoreAnswer, StoreQuery } from './store.ts';

export class Journal {
  readonly settings: RunSettings;
  readonly claims: RunClaim[] = [];
  readonly open: OpenClaim[] = [];
  readonly queries: AskedQuery[] = [];
  spent = { work: 0, text: 0 };
  readonly #store: ActiveDirectoryStore;
  readonly #asked = new Map<string, number>();

  constructor(settings: RunSettings, store: ActiveDirectoryStore) {
    this.settings = settings;
    this.#store = store;
  }

  /** What AD FS starts with is not limited. */
  start(claim: Claim): number {
    return this.claims.push({ claim, from: { kind: 'initial' } }) - 1;
  }

  put(claim: Claim, from: ClaimOrigin): number {
    if (this.claims.length >= this.settings.limits.claims) throw new LimitExceeded('tooManyClaims');
    return this.claims.push({ claim, from }) - 1;
  }

  putOpen(open: OpenClaim): number {
    return this.open.push({ ...open, because: joinReasons([open.because]) }) - 1;
  }

  /** The question that was asked under this key; null: none. */
  asked(key: string): number | null {
    return this.#asked.get(key) ?? null;
  }

  /** One question is asked once. `key`: the same for questions that are the same. */
  ask(key: string, query: StoreQuery): number {
    const index = this.queries.push({ query, answer: this.#answer(query) }) - 1;
    this.#asked.set(key, index);
    return index;
  }

  #answer(query: StoreQuery): StoreAnswer {
    const answer = this.#store.ask(query);
    if (answer.state === 'read' && answer.attributes.length !== query.attributes.length)
      return { state: 'notReadable', code: 'noAnswer' };
    return answer;
  }
}
