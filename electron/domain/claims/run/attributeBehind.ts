import type { ClaimRun } from './result.ts';

/** The attribute of the account whose value a claim holds unchanged; null = it was made of something else, or of several. */
export function attributeBehind(run: ClaimRun, id: number): string | null {
  const { claim, from } = run.claims[id]!;
  if (from.kind === 'initial') return null;
  if (from.answer) {
    const { query } = run.queries[from.answer.query]!;
    return query.filter ? null : (query.attributes[from.answer.attribute]?.name ?? null);
  }
  const same = from.sources.filter((source) => run.claims[source]!.claim.value === claim.value);
  return same.length === 1 ? attributeBehind(run, same[0]!) : null;
}
