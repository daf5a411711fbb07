/** Statements that make their holder an administrator. */
import { isAdministrator, isIamAdministrator } from '../breadth.ts';
import type { LintRule } from '../model.ts';

export const administrators: LintRule = ({ document, use }, report) => {
  if (use !== 'identity') return;
  for (const statement of document.statements) {
    if (isAdministrator(statement)) report('administrator', statement.path);
    else if (isIamAdministrator(statement)) report('iamAdministrator', statement.path);
  }
};
