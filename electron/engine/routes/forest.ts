import * as forest from '../forest.ts';
import { os } from './os.ts';

export const forestRoutes = {
  view: os.forest.view.handler(({ context: { engine }, input }) => forest.forestView(engine, input)),
  live: os.forest.live.handler(({ context: { engine }, input }) => forest.forestLive(engine, input)),
  sites: os.forest.sites.handler(({ context: { engine }, input }) => forest.forestSites(engine, input)),
  subnets: os.forest.subnets.handler(({ context: { engine }, input }) => forest.forestSubnets(engine, input)),
  controllers: os.forest.controllers.handler(({ context: { engine }, input }) =>
    forest.forestControllers(engine, input),
  ),
  policies: os.forest.policies.handler(({ context: { engine }, input }) =>
    forest.forestPolicies(engine, input),
  ),
  resultantPolicy: os.forest.resultantPolicy.handler(({ context: { engine }, input, signal }) =>
    forest.forestResultantPolicy(engine, input, signal),
  ),
  deleted: os.forest.deleted.handler(({ context: { engine }, input }) => forest.forestDeleted(engine, input)),
};
