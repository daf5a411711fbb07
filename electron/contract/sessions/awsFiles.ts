/** The AWS configuration of this user: profiles to import, and profiles that Treeline writes between its own marks. */
import { z } from 'zod';
import { requestSchema } from './request.ts';

/** A profile as found, and what Treeline would make of it. Never a secret: `hasKeys` says that there are some. */
export const foundProfileSchema = z.object({
  name: z.string(),
  file: z.enum(['config', 'credentials']),
  line: z.number(),
  /** Null: nothing to import; the notes say why. */
  request: requestSchema.nullable(),
  /** The portal that a `portalRole` needs first. */
  portal: z.object({ startUrl: z.string(), region: z.string() }).nullable(),
  hasKeys: z.boolean(),
  /** Using it starts a program: a person confirms that first. The command line as written. */
  runs: z.string().nullable(),
  /** One that Treeline wrote. */
  managed: z.boolean(),
  notes: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.string()) })),
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
      code: z.string(),
      params: z.record(z.string(), z.string()),
    }),
  ),
});
export type AwsFiles = z.infer<typeof awsFilesSchema>;

/** What writing a profile would do, line by line. */
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
