import type { Phase } from '../../phases.ts';

/** What a job is doing now, beside its bar. */
export const phase: Record<Phase, string> = {
  connecting: 'Connecting',
  reading: 'Reading',
  accounts: 'Reading accounts',
  resolving: 'Resolving names',
  indexing: 'Indexing',
  searching: 'Searching',
  tree: 'Building the tree',
  members: 'Joining members to groups',
  order: 'Putting objects in order',
  text: 'Making text searchable',
  finish: 'Finishing',
  finishing: 'Finishing',
  writing: 'Writing',
  done: 'Done',
};
