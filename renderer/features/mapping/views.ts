/** The tabs of the place. */
export const mappingViews = ['flow', 'table', 'claims', 'settings'] as const;
export type MappingView = (typeof mappingViews)[number];

/** Of its own a tab keeps these parts of the address; the others' are left behind. */
export const viewKeys: Readonly<Record<MappingView, readonly string[]>> = {
  flow: ['f', 'only', 'by'],
  table: ['g', 'joined', 'jn'],
  claims: ['src', 'u', 'r', 'line', 'mode', 'side'],
  settings: ['s', 'one'],
};
