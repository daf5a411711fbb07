/** What a job is doing, as its progress tells: codes of `words` under `phase.` */
export const phases = [
  'connecting',
  'reading',
  'accounts',
  'resolving',
  'indexing',
  'searching',
  'tree',
  'members',
  'order',
  'text',
  'finish',
  'finishing',
  'writing',
  'done',
] as const;
export type Phase = (typeof phases)[number];
