import type { Stage } from '../policy.ts';
import type { ClaimRun } from './result.ts';

/** The rules that made a claim, first to last. */
export function rulesBehind(run: ClaimRun, id: number): { readonly stage: Stage; readonly rule: number }[] {
  const rules = new Map<string, { stage: Stage; rule: number }>();
  const seen = new Set<number>();
  const visit = (at: number): void => {
    if (seen.has(at)) return;
    seen.add(at);
    const { from } = run.claims[at]!;
    if (from.kind === 'initial') return;
    for (const source of from.sources) visit(source);
    const { stage, rule } = from;
    rules.set(`${stage}/${rule}`, { stage, rule });
  };
  visit(id);
  return [...rules.values()];
}
