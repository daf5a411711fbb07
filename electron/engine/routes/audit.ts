import * as audit from '../audit/audit.ts';
import * as board from '../audit/board.ts';
import { os } from './os.ts';

export const auditRoutes = {
  run: os.audit.run.handler(({ context: { engine }, input, signal }) =>
    audit.runAudit(engine, input.request, signal),
  ),
  summary: os.audit.summary.handler(({ context: { engine }, input, signal }) =>
    audit.answer(engine, 'summary', input, signal),
  ),
  findings: os.audit.findings.handler(({ context: { engine }, input, signal }) =>
    audit.answer(engine, 'findings', input, signal),
  ),
  finding: os.audit.finding.handler(({ context: { engine }, input, signal }) =>
    audit.answer(engine, 'finding', input, signal),
  ),
  notJudged: os.audit.notJudged.handler(({ context: { engine }, input, signal }) =>
    audit.answer(engine, 'notJudged', input, signal),
  ),
  kept: os.audit.kept.handler(({ context: { engine }, input, signal }) =>
    audit.answer(engine, 'kept', input, signal),
  ),
  saveSettings: os.audit.saveSettings.handler(({ context: { engine }, input, signal }) =>
    audit.answer(engine, 'saveSettings', input, signal),
  ),
  suppress: os.audit.suppress.handler(({ context: { engine }, input, signal }) =>
    audit.answer(engine, 'suppress', input, signal),
  ),
  unsuppress: os.audit.unsuppress.handler(({ context: { engine }, input, signal }) =>
    audit.answer(engine, 'unsuppress', input, signal),
  ),
  setBaseline: os.audit.setBaseline.handler(({ context: { engine }, input, signal }) =>
    audit.answer(engine, 'setBaseline', input, signal),
  ),
  removeBaseline: os.audit.removeBaseline.handler(({ context: { engine }, input, signal }) =>
    audit.answer(engine, 'removeBaseline', input, signal),
  ),
  board: {
    rows: os.audit.board.rows.handler(({ context: { engine }, input, signal }) =>
      board.auditRows(engine, input, signal),
    ),
    facets: os.audit.board.facets.handler(({ context: { engine }, input, signal }) =>
      board.auditFacets(engine, input, signal),
    ),
    position: os.audit.board.position.handler(({ context: { engine }, input, signal }) =>
      board.auditPosition(engine, input, signal),
    ),
    byKeys: os.audit.board.byKeys.handler(({ context: { engine }, input, signal }) =>
      board.auditByKeys(engine, input, signal),
    ),
  },
  export: os.audit.export.handler(({ context: { engine }, input, signal }) =>
    audit.answer(engine, 'export', input, signal),
  ),
};
