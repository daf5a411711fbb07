/** Whether a change can be taken into a draft: what can be said of it without looking at what was read. */
import { firstRuleError } from './apply/rulesProblem.ts';
import type { DraftChange } from './change.ts';
import type { ChangeProblem, ProblemCode } from './codes.ts';
import type { PolicyUse } from '../policy/codes.ts';
import { parsePolicy } from '../policy/parse/parse.ts';

/** Names that a draft gives, each told apart by what it is of. */
export const madeGroups = (changes: readonly DraftChange[]): string[] =>
  changes.flatMap((change) => (change.kind === 'makeGroup' ? change.made : []));
export const madeSets = (changes: readonly DraftChange[]): string[] =>
  changes.flatMap((change) => (change.kind === 'makePermissionSet' ? change.made : []));

/** What the change refers to by a name of the draft: places and names. */
function refersTo(
  change: DraftChange,
): { readonly path: string; readonly made: string; readonly set: boolean }[] {
  return Object.entries(change).flatMap(([path, value]) => {
    const made = (value as { made?: unknown } | null)?.made;
    return typeof made === 'string' && typeof value === 'object'
      ? { path, made, set: path === 'permissionSet' }
      : [];
  });
}

/** What AWS takes as a description: Latin-1 alone (API reference, CreateRole and CreatePermissionSet). */
const descriptions = {
  makeRole: /^[\t\n\r -~\u00A1-\u00FF]{0,1000}$/,
  makePermissionSet: /^[\t\n\r -~\u00A1-\u00FF]{1,700}$/,
} as const;

/** `others`: the changes beside it. Null: it can be taken. */
export function changeProblem(change: DraftChange, others: readonly DraftChange[]): ChangeProblem | null {
  const problem = (
    path: string,
    code: ProblemCode,
    params: Readonly<Record<string, string>> = {},
  ): ChangeProblem => ({ path, code, params });
  const document = (path: string, value: unknown, use: PolicyUse): ChangeProblem | null => {
    if (value === null) return null;
    const [found] = parsePolicy(value, use).problems;
    if (!found) return null;
    const place = found.path === '' ? path : `${path}.${found.path}`;
    return problem(place, 'badDocument', { detail: found.code });
  };
  for (const { path, made, set } of refersTo(change)) {
    const known = set ? madeSets(others) : madeGroups(others);
    if (!known.includes(made)) return problem(path, 'madeUnknown', { made });
  }
  if (change.kind === 'makeRole' || change.kind === 'makePermissionSet') {
    const { description } = change;
    if (description !== null && !descriptions[change.kind].test(description))
      return problem('description', 'badName');
  }
  switch (change.kind) {
    case 'makeGroup':
      return madeGroups(others).includes(change.made)
        ? problem('made', 'madeTwice', { made: change.made })
        : null;
    case 'makePermissionSet':
      if (madeSets(others).includes(change.made)) return problem('made', 'madeTwice', { made: change.made });
      return document('inlinePolicy', change.inlinePolicy, 'identity');
    case 'editRules': {
      const error = firstRuleError(change.text);
      return error && problem('text', 'badRules', { line: String(error.place.line), detail: error.code });
    }
    case 'makeRole':
      return (
        document('trustPolicy', change.trustPolicy, 'trust') ??
        change.inlinePolicies
          .map((one, at) => document(`inlinePolicies.${at}.document`, one.document, 'identity'))
          .find((found) => found !== null) ??
        null
      );
    case 'editTrust':
      return document('document', change.document, 'trust');
    case 'editInlinePolicy':
    case 'editManagedPolicy':
      return document('document', change.document, 'identity');
    default:
      return null;
  }
}

/** Whether a change can be taken out: nothing may refer to what it makes. */
export function removalProblem(changes: readonly DraftChange[], index: number): ChangeProblem | null {
  const change = changes[index];
  if (change?.kind !== 'makeGroup' && change?.kind !== 'makePermissionSet') return null;
  const { made } = change;
  const isSet = change.kind === 'makePermissionSet';
  const used = changes.some((other) => refersTo(other).some((one) => one.made === made && one.set === isSet));
  return used ? { path: 'made', code: 'madeUsed', params: { made } } : null;
}
