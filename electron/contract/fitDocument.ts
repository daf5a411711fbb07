/** What `treeline fit --json` prints: the contract's shapes, with English beside their codes. */
import { z } from 'zod';
import { checkRowSchema, checksSchema, featureRowSchema, fitSchema, limitRowSchema } from './fit.ts';

const said = { message: z.string() };

/** `checks`: with `--connector` or `--hybrid`, else null. */
export const fitDocumentSchema = fitSchema.extend({
  source: z.string(),
  features: z.array(
    featureRowSchema.extend({
      name: z.string(),
      need: featureRowSchema.shape.need.extend(said),
    }),
  ),
  limits: z.array(limitRowSchema.extend({ name: z.string() })),
  checks: checksSchema
    .extend({ checks: z.array(checkRowSchema.extend({ name: z.string(), ...said })) })
    .nullable(),
});
