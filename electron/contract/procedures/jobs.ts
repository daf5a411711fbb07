/** What takes long: progress, and the way to stop it. */
import { z } from 'zod';
import { ask, listen, none } from '../ask.ts';
import { readAwsInput, readDirectoryDataInput } from '../awsReading.ts';
import { exportInput } from '../exports.ts';
import { jobSchema } from '../shapes.ts';

export const jobs = {
  /** Every change of every job, each as a whole; the first message of each job comes at once. */
  watch: listen(none, jobSchema),
  /** `allDomains`: every domain of the forest. `changesOnly`: since the newest snapshot, where that can be asked for. */
  capture: ask(
    z.object({
      profileId: z.string(),
      allDomains: z.boolean().default(false),
      changesOnly: z.boolean().default(false),
    }),
    jobSchema,
  ),
  readAws: ask(readAwsInput, jobSchema),
  /** Users, groups and memberships of a Managed AD by the Directory Service Data API; needs no LDAPS. */
  readDirectoryData: ask(readDirectoryDataInput, jobSchema),
  /** Writes objects to a target; `done` counts them. */
  export: ask(exportInput, jobSchema),
  cancel: ask(z.object({ id: z.string() }), jobSchema),
};
