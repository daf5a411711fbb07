/** Documents of the command line about sessions and what they are taken with. Never a secret. */
import { z } from 'zod';
import { decodeProcedures } from './policy/decode.ts';
import { accessKeySchema } from './sessions/accessKey.ts';
import { awsFilesSchema, writePlanSchema, writtenSchema } from './sessions/awsFiles.ts';
import { identitySchema } from './sessions/identity.ts';
import { portalAccountSchema, portalSchema } from './sessions/portal.ts';
import { identityProviderSchema } from './sessions/saml.ts';
import { causeSchema, sessionSchema } from './sessions/session.ts';
import { trySchema } from './sessions/tries.ts';
import { secretItemSchema, vaultStateSchema } from './sessions/vault.ts';

/** Why AWS may have refused a request, beside the fault. */
export const saidCauseSchema = causeSchema.extend({ message: z.string() });

const decoded = decodeProcedures.decode.output.shape;
const said = z.object({ code: z.string(), params: z.record(z.string(), z.string()), message: z.string() });

export const sessionDocuments = {
  sts: z.object({ session: sessionSchema }),
  stsCopied: z.object({ form: z.string(), lines: z.string() }),
  stsIdentity: z.object({ identity: identitySchema }),
  stsAccessKey: z.object({ accessKeyTail: z.string(), account: z.string() }),
  stsDecoded: z.object({
    message: decoded.message,
    gap: decoded.gap,
    agrees: decoded.agrees,
    decided: decoded.decided,
  }),
  sessions: z.union([
    z.object({ sessions: z.array(sessionSchema) }),
    z.object({ session: sessionSchema }),
    z.object({ removed: z.string() }),
  ]),
  /** An address of this machine, good once and until then. */
  console: z.object({ address: z.string(), until: z.string() }),
  tries: z.object({ tries: z.array(trySchema) }),
  /** `removed` null: they were only looked at. */
  orphans: z.object({ orphans: z.array(secretItemSchema), removed: z.int().nullable() }),
  /** `steps` null: it was only looked at. */
  keychain: vaultStateSchema.extend({
    message: z.string(),
    steps: z.object({ write: z.boolean(), read: z.boolean(), remove: z.boolean() }).nullable(),
    milliseconds: z.number().nullable(),
  }),
  portals: z.union([
    z.object({ portals: z.array(portalSchema) }),
    z.object({ portal: portalSchema }),
    z.object({ removed: z.string() }),
  ]),
  portalAccounts: z.object({ accounts: z.array(portalAccountSchema) }),
  portalRoles: z.object({ account: z.string(), roles: z.array(z.string()) }),
  accessKeys: z.union([
    z.object({ accessKeys: z.array(accessKeySchema) }),
    z.object({ accessKey: accessKeySchema }),
    z.object({ removed: z.string() }),
  ]),
  identityProviders: z.union([
    z.object({ identityProviders: z.array(identityProviderSchema) }),
    z.object({ identityProvider: identityProviderSchema }),
    z.object({ removed: z.string() }),
  ]),
  awsConfig: awsFilesSchema.extend({
    profiles: z.array(awsFilesSchema.shape.profiles.element.extend({ notes: z.array(said) })),
    problems: z.array(awsFilesSchema.shape.problems.element.extend({ message: z.string() })),
  }),
  awsConfigPlan: writePlanSchema,
  awsConfigWritten: writtenSchema,
} as const;
