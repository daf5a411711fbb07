/** Sids name statements: two alike are refused. A document without statements says nothing. */
import type { LintRule } from '../model.ts';

export const sids: LintRule = ({ document }, report) => {
  if (document.statements.length === 0) report('noStatements', '');
  const seen = new Set<string>();
  for (const { sid, path } of document.statements) {
    if (sid === null || sid === '') continue;
    if (seen.has(sid)) report('duplicateSid', `${path}.Sid`, { sid });
    seen.add(sid);
  }
};
