/** Kinds of files that answers are written as; a file of its own, since the window offers them and parses nothing. */
export const policyExportFormats = ['json', 'html', 'csv'] as const;
