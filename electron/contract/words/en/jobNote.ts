import type { JobNote } from '../../jobNote.ts';

/** What to know of a job's result beside it. */
export const jobNote: Record<JobNote, string> = {
  'fullRead.noSnapshot': 'Everything was read: there was no earlier snapshot to go on from.',
  'fullRead.noMark': 'Everything was read: the earlier snapshot does not say where its changes begin.',
  'fullRead.otherController':
    'Everything was read: another domain controller answered than last time, or its database was restored, so its change numbers do not fit.',
  'fullRead.globalCatalog':
    'Everything was read: a global catalog does not tell what changed in other domains.',
};
