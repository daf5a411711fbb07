/** Kinds of files that a place can be asked for; a file of its own, since the window offers them and parses nothing. */
export const exportFormats = ['csv', 'json', 'ldif'] as const;
/** Files of rows, reports, and what others are to apply. */
export const targetFormats = [...exportFormats, 'html', 'sarif', 'txt', 'sh', 'zip'] as const;
export type TargetFormat = (typeof targetFormats)[number];
