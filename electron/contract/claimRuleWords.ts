/**
 * Every code about claim rules, under the namespace `claimRule`: problems by their code, `open.…` (why something is not known),
 * `severity.…`, `stage.…`, `stageState.…`, `outcome.…`, `decision.…` (why somebody is let in or not), `form.…`, `groups.…`.
 */
import type { CheckCode } from '../domain/claims/check/codes.ts';
import type { GroupSource } from '../domain/claims/check/queries.ts';
import type { ParseCode, RuleSeverity } from '../domain/claims/parse/problems.ts';
import type { Stage } from '../domain/claims/policy.ts';
import type { OpenCode } from '../domain/claims/run/open.ts';
import type { Decision, RuleOutcome, StageRun } from '../domain/claims/run/result.ts';
import type { GroupForm } from '../domain/claims/run/store.ts';

export type ClaimRuleCode =
  | ParseCode
  | CheckCode
  | `open.${OpenCode}`
  | `severity.${RuleSeverity}`
  | `stage.${Stage}`
  | `stageState.${StageRun['state']}`
  | `outcome.${RuleOutcome}`
  | `decision.${Decision['why']}`
  | `form.${GroupForm}`
  | `groups.${GroupSource}`;
