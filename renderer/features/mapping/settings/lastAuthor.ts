/** Who entered something here last: the same person enters the next. */
const key = 'treeline.author';
export const lastAuthor = (): string => localStorage.getItem(key) ?? '';
export const setLastAuthor = (name: string): void => localStorage.setItem(key, name);
