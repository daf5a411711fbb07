/** Sizes of the grid in px, that its head and its rows share. */
export const cellWidth = 30;
export const nameWidth = 196;
export const countWidth = 46;
/** What stands in front of the first column. */
export const lead = nameWidth + countWidth;
export const header = 138;
/** The last names lean beyond their columns. */
export const lean = 70;
