/** Policies of one's own that are tried: kept in the user's store on this machine, whichever workspace is open. */
import { z } from 'zod';
import { policyUses } from '../../domain/policy/codes.ts';
import { none } from '../ask.ts';

export const policyDraftSchema = z.object({
  /** Made by whoever writes it. */
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(120),
  use: z.enum(policyUses),
  text: z.string().max(1_000_000),
});
export type PolicyDraft = z.infer<typeof policyDraftSchema>;

export const policyDraftProcedures = {
  /** In the order in which they were begun. */
  drafts: { input: none, output: z.array(policyDraftSchema) },
  saveDraft: { input: policyDraftSchema, output: none },
  removeDraft: { input: policyDraftSchema.pick({ id: true }), output: none },
};
