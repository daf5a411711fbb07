/** The contract, implemented: each procedure is one line to the part that knows. */
import { accessRoutes } from './routes/access.ts';
import { appRoutes } from './routes/app.ts';
import { auditRoutes } from './routes/audit.ts';
import { compareRoutes } from './routes/compare.ts';
import { draftsRoutes } from './routes/drafts.ts';
import { estateRoutes } from './routes/estate.ts';
import { exportsRoutes } from './routes/exports.ts';
import { fitRoutes } from './routes/fit.ts';
import { forestRoutes } from './routes/forest.ts';
import { jobsRoutes } from './routes/jobs.ts';
import { liveRoutes } from './routes/live.ts';
import { mappingRoutes } from './routes/mapping.ts';
import { migrationRoutes } from './routes/migration.ts';
import { objectsRoutes } from './routes/objects.ts';
import { policyRoutes } from './routes/policy.ts';
import { profilesRoutes } from './routes/profiles.ts';
import { queriesRoutes } from './routes/queries.ts';
import { reviewsRoutes } from './routes/reviews.ts';
import { samlRoutes } from './routes/saml.ts';
import { schemaRoutes } from './routes/schema.ts';
import {
  accessKeysRoutes,
  awsFilesRoutes,
  portalsRoutes,
  promptsRoutes,
  secretsRoutes,
  sessionsRoutes,
} from './routes/sessions.ts';
import { structureRoutes } from './routes/structure.ts';
import { workspaceRoutes } from './routes/workspace.ts';
import { os } from './routes/os.ts';

export const router = os.router({
  app: appRoutes,
  workspace: workspaceRoutes,
  objects: objectsRoutes,
  profiles: profilesRoutes,
  live: liveRoutes,
  jobs: jobsRoutes,
  exports: exportsRoutes,
  estate: estateRoutes,
  mapping: mappingRoutes,
  migration: migrationRoutes,
  access: accessRoutes,
  audit: auditRoutes,
  reviews: reviewsRoutes,
  drafts: draftsRoutes,
  policy: policyRoutes,
  forest: forestRoutes,
  schema: schemaRoutes,
  compare: compareRoutes,
  structure: structureRoutes,
  fit: fitRoutes,
  queries: queriesRoutes,
  sessions: sessionsRoutes,
  saml: samlRoutes,
  awsFiles: awsFilesRoutes,
  prompts: promptsRoutes,
  accessKeys: accessKeysRoutes,
  portals: portalsRoutes,
  secrets: secretsRoutes,
});
