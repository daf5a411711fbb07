/** What can be looked at of two directories, in the order of the tabs. */
export const compareViews = [
  'summary',
  'differences',
  'tree',
  'ambiguous',
  'structure',
  'features',
  'trusts',
] as const;
export type CompareView = (typeof compareViews)[number];

/** Those that show what the comparison of all objects found; the others read their own. */
export const ofObjects: ReadonlySet<CompareView> = new Set(['summary', 'differences', 'tree', 'ambiguous']);
