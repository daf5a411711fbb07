/** Questions as addresses keep them. */
import type { ActionQuestion } from '#contract/access.ts';

export const askable = /^[\w-]{1,64}:[\w*?-]{1,128}$/;

/** Null where nothing can be asked yet. */
export function questionOf(action: string, resource: string, account = ''): ActionQuestion | null {
  const wanted = action.trim();
  if (!askable.test(wanted)) return null;
  return {
    action: wanted,
    resource: resource.trim().slice(0, 2048) || null,
    ...(/^\d{12}$/.test(account.trim()) ? { resourceAccount: account.trim() } : {}),
  };
}

/** Asked of everybody's roles at once. */
export const mostActions = 8;
export const actionsInAddress = (actions: readonly ActionQuestion[]): string | undefined =>
  actions.length === 0
    ? undefined
    : JSON.stringify(
        actions.map(({ action, resource }) => (resource === null ? [action] : [action, resource])),
      );

/** An address may come from anywhere: what is no question is none. */
export function actionsOf(text: string | undefined): ActionQuestion[] {
  try {
    const rows: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(rows)) return [];
    return rows.slice(0, mostActions).flatMap((row: unknown) => {
      const [action, resource] = Array.isArray(row) ? (row as unknown[]) : [];
      const question = typeof action === 'string' ? questionOf(action, typeof resource === 'string' ? resource : '') : null; // prettier-ignore
      return question ? [question] : [];
    });
  } catch {
    return [];
  }
}
export const sameQuestion = (a: ActionQuestion, b: ActionQuestion): boolean =>
  a.action === b.action && a.resource === b.resource;
