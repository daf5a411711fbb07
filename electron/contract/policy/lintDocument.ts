/** What `treeline policy lint --json` prints: the linter's answer, with a sentence beside every code. */
import { z } from 'zod';
import { policyUses } from '../../domain/policy/codes.ts';
import { lintAnswerSchema, lintFindingSchema } from './lint.ts';

const said = { message: z.string() };

export const lintDocumentSchema = lintAnswerSchema.extend({
  /** `-`: standard input. */
  file: z.string(),
  use: z.enum(policyUses),
  problems: z.array(lintAnswerSchema.shape.problems.element.extend(said)),
  /** Where a finding is a way to more rights, the message says what it leads to. */
  findings: z.array(lintFindingSchema.extend(said)),
});
