import { judgeCaptured } from '../mapping/assertion.ts';
import * as mapping from '../mapping/procedures.ts';
import { os } from './os.ts';

export const mappingRoutes = {
  grants: os.mapping.grants.handler(({ context: { engine }, input }) =>
    engine.workspace.current.grants(input.filter, input.page),
  ),
  flow: os.mapping.flow.handler(({ context: { engine }, input }) =>
    engine.workspace.current.askAccess('flow', input),
  ),
  settings: os.mapping.settings.handler(({ context: { engine } }) => mapping.settings(engine)),
  saveSettings: os.mapping.saveSettings.handler(({ context: { engine }, input }) =>
    mapping.saveSettings(engine, input),
  ),
  testTemplate: os.mapping.testTemplate.handler(({ context: { engine }, input }) =>
    mapping.testTemplate(engine, input),
  ),
  delegations: os.mapping.delegations.handler(({ context: { engine } }) => mapping.delegations(engine)),
  putDelegation: os.mapping.putDelegation.handler(({ context: { engine }, input }) =>
    mapping.putDelegation(engine, input),
  ),
  removeDelegation: os.mapping.removeDelegation.handler(({ context: { engine }, input }) =>
    mapping.removeDelegation(engine, input),
  ),
  entered: os.mapping.entered.handler(({ context: { engine } }) => mapping.entered(engine)),
  putEntered: os.mapping.putEntered.handler(({ context: { engine }, input }) =>
    mapping.putEntered(engine, input),
  ),
  removeEntered: os.mapping.removeEntered.handler(({ context: { engine }, input }) =>
    mapping.removeEntered(engine, input),
  ),
  claims: {
    test: os.mapping.claims.test.handler(({ context: { engine }, input, signal }) =>
      mapping.testClaims(engine, input, signal),
    ),
    assertion: os.mapping.claims.assertion.handler(({ context: { engine }, input }) =>
      judgeCaptured(engine, input),
    ),
    text: os.mapping.claims.text.handler(({ context: { engine }, input }) =>
      mapping.claimText(engine, input),
    ),
    check: os.mapping.claims.check.handler(({ input }) => mapping.checkClaims(input)),
  },
};
