/**
 * The one description of what crosses a process border. The engine implements it; the window, the browser host and
 * the command line call it, over a MessagePort, a WebSocket or in-process.
 */
import type { ContractRouterClient } from '@orpc/contract';
import { asks, listen } from './ask.ts';
import { compareProcedures, compareProgressSchema, comparisonSchema } from './compare.ts';
import { exportProcedures } from './exports.ts';
import { fitProcedures } from './fit.ts';
import { forestProcedures } from './forest.ts';
import { access } from './procedures/access.ts';
import { audit } from './procedures/audit.ts';
import { app } from './procedures/app.ts';
import { drafts } from './procedures/drafts.ts';
import { estate } from './procedures/estate.ts';
import { jobs } from './procedures/jobs.ts';
import { live } from './procedures/live.ts';
import { mapping } from './procedures/mapping.ts';
import { migration } from './procedures/migration.ts';
import { objects } from './procedures/objects.ts';
import { policy } from './procedures/policy.ts';
import { profiles } from './procedures/profiles.ts';
import { queries } from './procedures/queries.ts';
import { reviews } from './procedures/reviews.ts';
import { accessKeys, awsFiles, portals, prompts, saml, secrets, sessions } from './sessions/procedures.ts';
import { workspace } from './procedures/workspace.ts';
import { schemaProcedures } from './schema.ts';
import { structureProcedures } from './structure.ts';

export { listSchema, type ObjectList } from './lists.ts';
export {
  accessSchema,
  userRolesSchema,
  type Access,
  type UserMatch,
  type UserRoles,
} from './procedures/access.ts';
export { settingsSchema, type Settings } from './procedures/app.ts';
export type { DirectoryRow, RoleRow } from './procedures/estate.ts';
export { rootDseSchema, type LiveRow, type RootDse } from './procedures/live.ts';
export type { GrantFilter } from './mappingFlow.ts';
export type { MemberRow } from './procedures/objects.ts';
export { workspaceInfoSchema, type WorkspaceInfo } from './procedures/workspace.ts';

export const contract = {
  app,
  workspace,
  objects,
  profiles,
  live,
  jobs,
  exports: { rows: asks(exportProcedures.rows) },
  estate,
  mapping,
  migration,
  access,
  audit,
  drafts,
  policy,
  forest: asks(forestProcedures),
  schema: asks(schemaProcedures),
  compare: { run: listen(comparisonSchema, compareProgressSchema), ...asks(compareProcedures) },
  structure: asks(structureProcedures),
  fit: asks(fitProcedures),
  queries,
  reviews,
  sessions,
  prompts,
  accessKeys,
  portals,
  saml,
  awsFiles,
  secrets,
};

export type Contract = typeof contract;
/** What every caller holds, whichever transport is under it. */
export type Client = ContractRouterClient<Contract>;
