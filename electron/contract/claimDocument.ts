/** What `claims run` and `claims check` print as JSON: the answers with a sentence beside every code. */
import { z } from 'zod';
import { claimTestSchema, ruleProblemSchema } from './claimTest.ts';

const problem = ruleProblemSchema.extend({ message: z.string() });
const findings = z.array(z.looseObject({ code: z.string(), effect: z.string(), message: z.string() }));

export const claimRunDocument = claimTestSchema.omit({ judgement: true }).extend({
  problems: z.array(problem),
  judgement: z.looseObject({
    verdict: z.enum(['offered', 'refused', 'open']),
    findings,
    roles: z.array(
      z.looseObject({
        roleArn: z.string().nullable(),
        providerArn: z.string().nullable(),
        verdict: z.enum(['offered', 'refused', 'open']),
        findings,
      }),
    ),
    sessionName: z.string().nullable(),
    duration: z.number().nullable(),
  }),
});

export const claimCheckDocument = z.object({
  file: z.string(),
  rules: z.int(),
  problems: z.array(problem),
});
