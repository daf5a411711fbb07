/** What the place shows of a subject, in the order of its tabs. Comparing, trying and decoding need nobody to be open. */
export const policyViews = [
  'can',
  'ask',
  'documents',
  'compare',
  'try',
  'lint',
  'handOver',
  'decode',
] as const;
export type PolicyView = (typeof policyViews)[number];
