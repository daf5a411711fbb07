/** By what an identity of Identity Center is joined to an object of a directory, the surest first. */
export const storeJoins = ['externalId', 'nameAndDomain', 'nameOnly'] as const;
export type StoreJoin = (typeof storeJoins)[number];
