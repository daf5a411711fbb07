/** Accounts that were read by an attempt that did not come to its end: in memory, for an hour, until they are taken over. */
import type { MissingPart } from '#aws/api.ts';
import type { ReadAwsInput } from '#contract/awsReading.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';

const keptMs = 3_600_000;

/** What is known of an estate before it is read on, and of when it is true. */
export interface EarlierReading {
  /** ISO 8601 UTC. */
  readonly readAt: string;
  readonly facts: readonly EstateFacts[];
  readonly missing: readonly MissingPart[];
}

export class UnfinishedReadings {
  readonly #kept = new Map<string, EarlierReading>();

  /** An attempt begins, and goes on from `earlier` where it is given. */
  begin(question: string, readAt: string, earlier: EarlierReading | null): void {
    this.#kept.set(question, earlier ?? { readAt, facts: [], missing: [] });
  }

  /** One more account of the attempt. */
  add(question: string, facts: EstateFacts, missing: readonly MissingPart[]): void {
    const kept = this.#kept.get(question);
    if (!kept) return;
    this.#kept.set(question, {
      readAt: kept.readAt,
      facts: [...kept.facts, facts],
      missing: [...kept.missing, ...missing],
    });
  }

  /** What the last attempt read, as long as it is no older than an hour at `now`. */
  of(question: string, now: string): EarlierReading | null {
    const kept = this.#kept.get(question);
    const fresh = kept && kept.facts.length > 0 && Date.parse(now) - Date.parse(kept.readAt) <= keptMs;
    return fresh ? kept : null;
  }

  end(question: string): void {
    this.#kept.delete(question);
  }
}

/** The same accounts, Regions, reports and caller: what one attempt read fits the other. */
export const questionOf = (account: string, { regions, accounts, credentialReport }: ReadAwsInput): string =>
  JSON.stringify([
    account,
    regions === 'all' ? regions : [...regions].toSorted(),
    accounts,
    credentialReport,
  ]);
