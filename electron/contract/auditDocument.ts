/** What `treeline audit` says, as one document: the JSON of the command line and of the window, and what the other formats tell too. */
import { z } from 'zod';
import { auditFindingSchema, auditSummarySchema, notComparableSchema, notJudgedSchema } from './audit.ts';

const message = z.string();
const evidence = auditFindingSchema.shape.evidence.element.extend({ message });
const finding = auditFindingSchema.extend({
  message,
  severityReason: z.string(),
  evidence: z.array(evidence),
  notComparable: notComparableSchema.extend({ message }).nullable(),
});

export const auditDocumentSchema = auditSummarySchema
  .omit({ owners: true, baselineAt: true, notJudged: true })
  .extend({
    locale: z.enum(['en', 'ko']),
    checks: z.array(
      auditSummarySchema.shape.checks.element.extend({
        title: z.string(),
        why: z.string(),
        query: z.string(),
        remedy: z.string(),
      }),
    ),
    /** The worst first; suppressed ones stand among them and say so. */
    findings: z.array(finding),
    /** What was found before and is not any more. */
    gone: z.array(finding),
    /** What was found before, and of which nobody can say whether it is still there. */
    notSeen: z.array(finding),
    notJudged: z.object({ total: z.int(), rows: z.array(notJudgedSchema.extend({ message })) }),
  });
export type AuditDocument = z.infer<typeof auditDocumentSchema>;
