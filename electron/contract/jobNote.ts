/** What to know of a job's result beside it: codes of `words` under `jobNote.` */

/**
 * Why everything was read though only changes were asked for: nothing was read before; what was read bears no mark to begin
 * at; another controller answered, or its database was restored; a global catalog's numbers tell nothing of other domains.
 */
export const fullReadReasons = ['noSnapshot', 'noMark', 'otherController', 'globalCatalog'] as const;
export type FullReadReason = (typeof fullReadReasons)[number];

/** How changes were asked for: by DirSync, by update sequence numbers, or one context so and another so. */
export const refreshWays = ['dirSync', 'usn', 'mixed'] as const;
export type RefreshWay = (typeof refreshWays)[number];

/** Accounts that were read earlier were taken over: the snapshot is as old as the oldest of them; or there were none to take. */
export const resumeNotes = ['aws.resumed', 'aws.nothingToResume'] as const;

export type JobNote = `fullRead.${FullReadReason}` | `refreshed.${RefreshWay}` | (typeof resumeNotes)[number];
export const jobNotes: readonly JobNote[] = [
  ...fullReadReasons.map((reason) => `fullRead.${reason}` as const),
  ...refreshWays.map((way) => `refreshed.${way}` as const),
  ...resumeNotes,
];
