/**
 * The service data as the build writes it (`resources/iamData`): short arrays, because there are some twenty thousand actions.
 * One file holds what is looked up, a second one the sentences about it.
 */

export const accessLevels = ['list', 'read', 'write', 'tagging', 'permissionsManagement'] as const;
export type AccessLevel = (typeof accessLevels)[number];

export const keyTypes = ['string', 'arn', 'bool', 'numeric', 'date', 'ipAddress', 'binary'] as const;
export type KeyType = (typeof keyTypes)[number];

/** Name as written, index in `keyTypes`, and 1 where a request may hold several values. */
export type KeyData = readonly [name: string, type: number, many: 0 | 1];

/** Name, ARN with `${…}` for what varies, index in the service's `keySets`. */
export type ResourceData = readonly [name: string, arn: string, keySet: number];

/**
 * Name, index in `accessLevels`, resource types (index in the service's `resources`, doubled, one more where the action must
 * name one), and index in the service's `keySets`.
 */
export type ActionData = readonly [name: string, level: number, resources: readonly number[], keySet: number];

export interface ServiceData {
  readonly prefix: string;
  readonly name: string;
  readonly keys: readonly KeyData[];
  /** Sets of condition keys, as indexes in `keys`: many actions share one. */
  readonly keySets: readonly (readonly number[])[];
  readonly resources: readonly ResourceData[];
  readonly actions: readonly ActionData[];
}

export interface CatalogData {
  /** Of the package that the data is from. */
  readonly version: string;
  /** When the data was gathered: ISO 8601, UTC. */
  readonly date: string;
  readonly services: readonly ServiceData[];
}

/** Sentences about actions and keys by service, in the order of `ServiceData`. English: AWS's own. */
export interface CatalogTexts {
  readonly services: Readonly<
    Record<string, { readonly actions: readonly string[]; readonly keys: readonly string[] }>
  >;
}
