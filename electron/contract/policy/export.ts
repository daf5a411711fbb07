/** What the policy place shows, as files: the target is a handle, as with every export. */
import { z } from 'zod';
import { policyExportFormats } from './exportFormats.ts';
import { handleSchema } from '../shapes.ts';
import { decodeProcedures } from './decode.ts';
import { passRoleProcedures } from './passRole.ts';
import { placeProcedures, subjectSchema } from './place.ts';

export type PolicyExportFormat = (typeof policyExportFormats)[number];

/** Asked again for the file, all pages of it. */
export const policyExportWhat = z.discriminatedUnion('of', [
  z.object({ of: z.literal('answer'), ...placeProcedures.ask.input.shape }),
  z.object({ of: z.literal('services'), ...placeProcedures.services.input.omit({ page: true }).shape }),
  z.object({ of: z.literal('actions'), ...placeProcedures.actions.input.omit({ page: true }).shape }),
  /** Services that differ and, in CSV and HTML, each action that does. */
  z.object({ of: z.literal('difference'), ...placeProcedures.difference.input.omit({ page: true }).shape }),
  /** What is worth knowing of its documents, and what the linter finds in them. */
  z.object({ of: z.literal('documents'), subject: subjectSchema }),
  z.object({ of: z.literal('lint'), subject: subjectSchema }),
  z.object({ of: z.literal('passRole'), ...passRoleProcedures.passRole.input.omit({ page: true }).shape }),
  z.object({ of: z.literal('chain'), ...passRoleProcedures.chain.input.omit({ page: true }).shape }),
  /** Of JSON that was decoded already: nothing is called for a file. */
  z.object({ of: z.literal('decoded'), message: decodeProcedures.decode.input.shape.message }),
]);
export type PolicyExportWhat = z.infer<typeof policyExportWhat>;

export const policyExportProcedures = {
  export: {
    input: z.object({
      what: policyExportWhat,
      format: z.enum(policyExportFormats),
      locale: z.enum(['en', 'ko']),
      target: handleSchema,
    }),
    output: z.object({ bytes: z.int() }),
  },
};
export type PolicyExport = z.infer<typeof policyExportProcedures.export.input>;
