/** The profile that AWS was read with last; empty = the standard chain. A name alone, no secret. */
const key = 'treeline.awsProfile';

export const lastAwsProfile = (): string => localStorage.getItem(key) ?? '';
export const keepAwsProfile = (profile: string): void => localStorage.setItem(key, profile);
