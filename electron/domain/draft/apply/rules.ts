/** Texts of claim rules replaced. */
import type { DraftChange } from '../change.ts';
import type { Making } from './making.ts';
import { firstRuleError } from './rulesProblem.ts';

export function applyRules(making: Making, changes: readonly DraftChange[]): void {
  for (const [index, change] of changes.entries()) {
    if (change.kind !== 'editRules') continue;
    const { sourceId, document, text } = change;
    const key = `${sourceId} ${document}`;
    const read = making.base.documents.find((one) => one.sourceId === sourceId && one.name === document);
    const now = making.documents.get(key) ?? read;
    if (!now) {
      making.notice(index, 'rulesGone', { document });
      continue;
    }
    if (now.text === text) {
      making.notice(index, 'sameText', { document });
      continue;
    }
    const error = firstRuleError(text);
    // What could not be read before may stay as it is.
    if (error && firstRuleError(now.text) === null) {
      making.notice(index, 'rulesDoNotParse', { document, line: String(error.place.line) });
      continue;
    }
    making.documents.set(key, { sourceId, name: document, text });
  }
}
