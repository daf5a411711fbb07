/** Every code of the linter, under the namespace `policyLint`: findings by their code, `severity.…`, `way.…`, `type.…`. */
import type { KeyType } from '../domain/policy/catalog/data.ts';
import type { EscalationWay, LintCode, LintSeverity } from '../domain/policy/lint/codes.ts';

export type PolicyLintCode =
  | LintCode
  | `severity.${LintSeverity}`
  /** What the ways of an escalation lead to. */
  | `way.${EscalationWay}`
  | `type.${KeyType}`;
