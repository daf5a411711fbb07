export const sessionViews = ['list', 'files', 'keychain'] as const;
export type SessionView = (typeof sessionViews)[number];

/** What of the address belongs to a view, and goes with it. */
export const viewKeys: Record<SessionView, readonly string[]> = {
  list: ['id', 'take', 'q', 'tab'],
  files: ['p'],
  keychain: ['s'],
};
