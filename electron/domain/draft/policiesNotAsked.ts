import type { DraftChange, DraftChangeKind } from './change.ts';

/** What these change is not who is in which role, but what a role may do, and who else takes it. */
const ofPolicies: ReadonlySet<DraftChangeKind> = new Set([
  'editTrust',
  'editInlinePolicy',
  'editManagedPolicy',
  'attachPolicy',
  'detachPolicy',
]);

/** Places of changes of policies that a comparison took, and tells nothing of, since no action was asked. */
export function policiesNotAsked(
  changes: readonly DraftChange[],
  {
    actions,
    notices,
  }: { readonly actions: readonly unknown[]; readonly notices: readonly { readonly index: number }[] },
): number[] {
  if (actions.length > 0) return [];
  const leftOut = new Set(notices.map(({ index }) => index));
  return changes.flatMap(({ kind }, at) => (ofPolicies.has(kind) && !leftOut.has(at) ? at : []));
}
