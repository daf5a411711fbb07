/** What to know of a job's result beside it: codes of `words` under `jobNote.` */

/**
 * Why everything was read though only changes were asked for: nothing was read before; what was read bears no mark to begin
 * at; another controller answered, or its database was restored; a global catalog's numbers tell nothing of other domains.
 */
export const fullReadReasons = ['noSnapshot', 'noMark', 'otherController', 'globalCatalog'] as const;
export type FullReadReason = (typeof fullReadReasons)[number];

export type JobNote = `fullRead.${FullReadReason}`;
export const jobNotes: readonly JobNote[] = fullReadReasons.map((reason) => `fullRead.${reason}` as const);
