/** The linter: rules over a document that can be read. What cannot be read has problems instead. */
import type { PolicyProblem } from '../document.ts';
import { parsePolicyText } from '../parse/parse.ts';
import { lintCodes } from './codes.ts';
import type { LintFinding, LintOptions, LintRule } from './model.ts';
import { actions } from './rules/actions.ts';
import { administrators } from './rules/administrators.ts';
import { escalations } from './rules/escalations.ts';
import { federation } from './rules/federation.ts';
import { keyUse } from './rules/keyUse.ts';
import { mfa } from './rules/mfa.ts';
import { operatorUse } from './rules/operatorUse.ts';
import { passRole } from './rules/passRole.ts';
import { principals } from './rules/principals.ts';
import { resources } from './rules/resources.ts';
import { setOperators } from './rules/setOperators.ts';
import { sids } from './rules/sids.ts';
import { sizes } from './rules/sizes.ts';
import { statements } from './rules/statements.ts';
import { thirdParties } from './rules/thirdParties.ts';
import { variables } from './rules/variables.ts';
import { sizeOf } from './size.ts';

export interface LintResult {
  /** Not empty: the document is none, and nothing was looked for. */
  readonly problems: readonly PolicyProblem[];
  /** In the order of the document, then of the rules. */
  readonly findings: readonly LintFinding[];
  /** Characters that count against the quota. */
  readonly size: number;
}

const rules: readonly LintRule[] = [
  sizes, sids, statements, actions, administrators, passRole, escalations, resources, keyUse, operatorUse, setOperators,
  variables, mfa, principals, federation, thirdParties,
]; // prettier-ignore

export function lintPolicy(text: string, options: LintOptions): LintResult {
  const { document, problems } = parsePolicyText(text, options.use);
  const size = sizeOf(text);
  if (document === null) return { problems, findings: [], size };
  const findings: LintFinding[] = [];
  const order = new Map(document.statements.map(({ path }, index) => [path, index]));
  const linted = { ...options, document, text, size };
  for (const rule of rules)
    rule(linted, (code, path, params = {}) => {
      findings.push({ code, severity: lintCodes[code], path, params });
    });
  const placeOf = ({ path }: LintFinding): number =>
    order.get(/^Statement(?:\[\d+\])?/.exec(path)?.[0] ?? '') ?? -1;
  return { problems, findings: findings.toSorted((a, b) => placeOf(a) - placeOf(b)), size };
}
