/** A draft over what was read. */
import type { DraftChange } from '../change.ts';
import { applyEntered } from './entered.ts';
import { applyIdentityCenter } from './identityCenter.ts';
import { applyIam } from './iam.ts';
import type { Applied, DraftBase } from './applied.ts';
import { applyGroups } from './groups.ts';
import { Making } from './making.ts';
import { applyRules } from './rules.ts';

/**
 * What was read, with the changes in it, in their order; groups that the draft makes are there from the beginning. A change that
 * does not fit, or that changes nothing, is left out and told. Nothing of `base` is changed.
 */
export function applyDraft(base: DraftBase, changes: readonly DraftChange[]): Applied {
  const making = new Making(base);
  applyGroups(making, changes);
  applyRules(making, changes);
  applyIam(making, changes);
  applyIdentityCenter(making, changes);
  applyEntered(making, changes);
  return making.applied();
}
