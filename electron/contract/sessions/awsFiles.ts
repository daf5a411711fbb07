/** The AWS configuration of this user: profiles to import, and profiles that Treeline writes between its own marks. */
import { z } from 'zod';
import {
  fileProblemCodes,
  importNotes,
  importObstacles,
  meaningCodes,
} from '../../domain/session/awsConfig/codes.ts';
import { requestSchema } from './request.ts';

/** A profile as found, and what Treeline would make of it. Never a secret: `hasKeys` says that there are some. */
export const foundProfileSchema = z.object({
  name: z.string(),
  file: z.enum(['config', 'credentials']),
  line: z.number(),
  /** Null: nothing to import; the notes say why. */
  request: requestSchema.nullable(),
  /**
   * The portal of a `portalRole`. `id` null: Treeline has none like it, and one is saved first; until then the request has the
   * start URL in the place of the portal's id.
   */
  portal: z.object({ id: z.string().nullable(), startUrl: z.string(), region: z.string() }).nullable(),
  /** Long-term keys that `takeKeys` can move. */
  hasKeys: z.boolean(),
  /** Using it starts this program: a person confirms that first. As written, without what looks like a secret. */
  runs: z.string().nullable(),
  /** One that Treeline wrote. */
  managed: z.boolean(),
  /** Words: `awsImportNote` and `awsProfileProblem`. */
  notes: z.array(
    z.object({
      code: z.enum([...importNotes, ...importObstacles, ...meaningCodes]),
      params: z.record(z.string(), z.string()),
    }),
  ),
});
export type FoundProfile = z.infer<typeof foundProfileSchema>;

export const awsFilesSchema = z.object({
  /** As the SDKs find them: `~/.aws/config` or what the environment names. */
  configPath: z.string(),
  credentialsPath: z.string(),
  /** Changes when either file does. */
  digest: z.string(),
  profiles: z.array(foundProfileSchema),
  problems: z.array(
    z.object({
      file: z.enum(['config', 'credentials']),
      line: z.number(),
      /** Words: `awsFileProblem`. */
      code: z.enum(fileProblemCodes),
      params: z.record(z.string(), z.string()),
    }),
  ),
});
export type AwsFiles = z.infer<typeof awsFilesSchema>;

/** What writing a profile would do, line by line; lines outside Treeline's own marks stay, and are not told. */
export const writePlanSchema = z.object({
  profile: z.string(),
  configPath: z.string(),
  digest: z.string(),
  lines: z.array(z.object({ kind: z.enum(['added', 'removed', 'kept']), text: z.string() })),
});
export type WritePlan = z.infer<typeof writePlanSchema>;

/** What was written, and where the file as it was lies. */
export const writtenSchema = z.object({
  profile: z.string(),
  configPath: z.string(),
  backup: z.string().nullable(),
});
export type Written = z.infer<typeof writtenSchema>;
