import * as fit from '../fit.ts';
import { os } from './os.ts';

export const fitRoutes = {
  features: os.fit.features.handler(({ context: { engine }, input, signal }) =>
    fit.fitFeatures(engine, input, signal),
  ),
  connectors: os.fit.connectors.handler(({ context: { engine } }) => fit.fitConnectors(engine)),
  checks: os.fit.checks.handler(({ context: { engine }, input, signal }) =>
    fit.fitChecks(engine, input, signal),
  ),
};
