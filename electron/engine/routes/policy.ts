import { aboutAction, catalogInfo, complete } from '../policy/catalogProcedures.ts';
import { decodeMessage } from '../policy/decode.ts';
import { exportPolicy } from '../policy/export.ts';
import { lint } from '../policy/lint.ts';
import { policyNotesOf } from '../policy/notes.ts';
import { passRole, roleChain } from '../policy/passRole.ts';
import * as policy from '../policy/procedures.ts';
import { os } from './os.ts';

export const policyRoutes = {
  subject: os.policy.subject.handler(({ context: { engine }, input }) => policy.subject(engine, input)),
  documents: os.policy.documents.handler(({ context: { engine }, input }) => policy.documents(engine, input)),
  services: os.policy.services.handler(({ context: { engine }, input }) => policy.services(engine, input)),
  actions: os.policy.actions.handler(({ context: { engine }, input }) => policy.actions(engine, input)),
  ask: os.policy.ask.handler(({ context: { engine }, input }) => policy.ask(engine, input)),
  difference: os.policy.difference.handler(({ context: { engine }, input }) =>
    policy.difference(engine, input),
  ),
  differenceActions: os.policy.differenceActions.handler(({ context: { engine }, input }) =>
    policy.differenceActions(engine, input),
  ),
  textRange: os.policy.textRange.handler(({ context: { engine }, input }) => policy.textRange(engine, input)),
  passRole: os.policy.passRole.handler(({ context: { engine }, input, signal }) =>
    passRole(engine, input, signal),
  ),
  chain: os.policy.chain.handler(({ context: { engine }, input, signal }) =>
    roleChain(engine, input, signal),
  ),
  decode: os.policy.decode.handler(({ context: { engine }, input, signal }) =>
    decodeMessage(engine, input, signal),
  ),
  catalog: os.policy.catalog.handler(({ context: { engine } }) => catalogInfo(engine)),
  complete: os.policy.complete.handler(({ context: { engine }, input }) => complete(engine, input)),
  aboutAction: os.policy.aboutAction.handler(({ context: { engine }, input }) => aboutAction(engine, input)),
  lint: os.policy.lint.handler(({ context: { engine }, input }) => lint(engine, input)),
  notes: os.policy.notes.handler(({ context: { engine }, input }) => policyNotesOf(engine, input)),
  export: os.policy.export.handler(({ context: { engine }, input, signal }) =>
    exportPolicy(engine, input, signal),
  ),
  drafts: os.policy.drafts.handler(({ context: { engine } }) => engine.store.drafts()),
  saveDraft: os.policy.saveDraft.handler(({ context: { engine }, input }) => {
    engine.store.saveDraft(input);
    return {};
  }),
  removeDraft: os.policy.removeDraft.handler(({ context: { engine }, input }) => {
    engine.store.removeDraft(input.id);
    return {};
  }),
};
