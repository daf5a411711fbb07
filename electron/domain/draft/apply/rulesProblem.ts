/** Whether a text is claim rules: what AD FS would not take, the first of it. */
import { readTrusts } from '../../claims/parse/trusts.ts';
import type { RuleProblem } from '../../claims/parse/problems.ts';

/** Null: it can be read whole. */
export function firstRuleError(text: string): RuleProblem | null {
  const errors = readTrusts(text).flatMap(({ acceptance, authorization, issuance }) =>
    [acceptance, authorization?.kind === 'rules' ? authorization.rules : null, issuance].flatMap(
      (rules) => rules?.problems.filter(({ severity }) => severity === 'error') ?? [],
    ),
  );
  return errors.toSorted((a, b) => a.place.offset - b.place.offset)[0] ?? null;
}
