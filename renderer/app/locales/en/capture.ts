/** Words of captures, of what arrives, and of how a snapshot came to be. */
export default {
  capture: {
    title: 'Capture a snapshot',
    start: 'Capture',
    options: 'How to capture',
    allDomains: 'All domains of the forest',
    allDomainsText:
      'Every domain, each read from a controller of its own. Without it, what this server holds itself.',
    changesOnly: 'Only what changed since',
    changesOnlyText:
      'Goes on from the newest snapshot where the server can tell what changed; else everything is read, and the job says why.',
    rate: '{count}/s',
    running: 'Under way',
    arriving: 'being read',
    arrivingCount: '{count} so far',
    arrivingNote:
      'This is still being read: {count} objects can be seen so far. Members, search and queries come when it is whole.',
  },
  snapshotFacts: {
    kept: 'Refreshed: what had not changed is kept as of {time}.',
    parts: '{count} {count|naming context|naming contexts} marked for changes',
    byDirSync: 'by DirSync',
    byUsn: 'by update numbers',
    byNothing: 'no mark: read whole next time',
    missingOf: '{reason}: {count} {count|place|places}',
    whereMore: '{count} more',
  },
  entryAge: {
    note: 'Unchanged by what replicates since {time}. Marked values are of that time: no change of theirs is told.',
    notReplicated: 'Not replicated: read {time}',
    constructed: 'Computed when read: {time}',
    backLink: 'Far end of a link: read {time}',
  },
};
