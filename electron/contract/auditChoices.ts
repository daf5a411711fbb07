/** What a board may be asked for, without the schemas that check it: the window chooses among these. */

/** `open` holds `expired` too: what was suppressed once counts again. */
export const findingStates = ['open', 'suppressed', 'expired'] as const;

/**
 * `severity`: the worst first. `check`: as reports have them. `owner`: who has most first, nobody known last. `subject`,
 * `account`: by name. Equal ones stand the worst first.
 */
export const boardOrders = ['severity', 'check', 'owner', 'subject', 'account', 'drift'] as const;
export const boardGroups = ['severity', 'owner', 'check'] as const;
