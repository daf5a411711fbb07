import type { JobNote } from '../../jobNote.ts';

/** What to know of a job's result beside it. */
export const jobNote: Record<JobNote, string> = {
  'fullRead.noSnapshot': 'Everything was read: there was no earlier snapshot to go on from.',
  'fullRead.noMark': 'Everything was read: the earlier snapshot does not say where its changes begin.',
  'fullRead.otherController':
    'Everything was read: another domain controller answered than last time, or its database was restored, so its change numbers do not fit.',
  'fullRead.globalCatalog':
    'Everything was read: a global catalog does not tell what changed in other domains.',
  'refreshed.dirSync': 'Only changes were read, by DirSync.',
  'refreshed.usn':
    'Only changes were read, by update sequence numbers: this account or server does not allow DirSync.',
  'refreshed.mixed':
    'Only changes were read: of some naming contexts by DirSync, of others by update sequence numbers.',
  'aws.resumed':
    'Accounts that were read earlier were taken over: the snapshot is as old as the oldest of them.',
  'aws.nothingToResume':
    'Every account was read: there was no earlier reading of the same Regions to go on from.',
};
