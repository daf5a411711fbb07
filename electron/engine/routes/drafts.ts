import * as conversions from '../drafts/convert.ts';
import * as drafts from '../drafts/drafts.ts';
import { exportDraft, readDraftFiles, saveDraftFiles } from '../drafts/export.ts';
import { os } from './os.ts';

export const draftsRoutes = {
  run: os.drafts.run.handler(({ context: { engine }, input, signal }) =>
    drafts.runDraft(engine, input, signal),
  ),
  list: os.drafts.list.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'list', input, signal),
  ),
  get: os.drafts.get.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'get', input, signal),
  ),
  create: os.drafts.create.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'create', input, signal),
  ),
  rename: os.drafts.rename.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'rename', input, signal),
  ),
  copy: os.drafts.copy.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'copy', input, signal),
  ),
  remove: os.drafts.remove.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'remove', input, signal),
  ),
  add: os.drafts.add.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'add', input, signal),
  ),
  replace: os.drafts.replace.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'replace', input, signal),
  ),
  removeChange: os.drafts.removeChange.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'removeChange', input, signal),
  ),
  check: os.drafts.check.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'check', input, signal),
  ),
  offers: os.drafts.offers.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'offers', input, signal),
  ),
  documents: os.drafts.documents.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'documents', input, signal),
  ),
  rules: os.drafts.rules.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'rules', input, signal),
  ),
  summary: os.drafts.summary.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'summary', input, signal),
  ),
  grants: os.drafts.grants.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'grants', input, signal),
  ),
  roles: os.drafts.roles.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'roles', input, signal),
  ),
  people: os.drafts.people.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'people', input, signal),
  ),
  chain: os.drafts.chain.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'chain', input, signal),
  ),
  who: os.drafts.who.handler(({ context: { engine }, input, signal }) =>
    drafts.answer(engine, 'who', input, signal),
  ),
  export: os.drafts.export.handler(({ context: { engine }, input }) => exportDraft(engine, input)),
  saveFiles: os.drafts.saveFiles.handler(({ context: { engine }, input }) => saveDraftFiles(engine, input)),
  readBack: os.drafts.readBack.handler(({ context: { engine }, input }) => readDraftFiles(engine, input)),
  converting: os.drafts.converting.handler(({ context: { engine }, input, signal }) =>
    conversions.runConversion(engine, input, signal),
  ),
  convert: os.drafts.convert.handler(({ context: { engine }, input }) =>
    conversions.answer(engine, 'convert', input),
  ),
  convertRemarks: os.drafts.convertRemarks.handler(({ context: { engine }, input }) =>
    conversions.answer(engine, 'convertRemarks', input),
  ),
  convertChanges: os.drafts.convertChanges.handler(({ context: { engine }, input }) =>
    conversions.answer(engine, 'convertChanges', input),
  ),
  convertSets: os.drafts.convertSets.handler(({ context: { engine }, input }) =>
    conversions.answer(engine, 'convertSets', input),
  ),
};
