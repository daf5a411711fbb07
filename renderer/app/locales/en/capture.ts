/** Words of captures, of what arrives, and of how a snapshot came to be. */
export default {
  capture: {
    title: 'Capture a snapshot',
    start: 'Capture',
    options: 'How to capture',
    allDomains: 'All domains of the forest',
    reach: {
      domains:
        'Every domain, each read from a controller of its own. Without it, what this server holds itself: its domain, the configuration and the schema.',
      base: 'Only what lies below the base DN of this connection is read. Empty it to read more.',
      catalog:
        'A global catalog answers for all domains: some attributes of every object, not every group’s members, and no configuration.',
    },
    changesOnly: 'Only what changed since',
    changesOnlyIn: 'Only what changed since {name} was last read',
    changesNever: 'A global catalog does not tell what changed in other domains.',
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
    next: {
      dirSync: 'Changes can be read by DirSync',
      usn: 'Changes can be read by update numbers',
      mixed: 'Changes can be read, not of every naming context in the same way',
      whole: 'Is read whole next time',
    },
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
