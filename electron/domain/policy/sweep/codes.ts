/** What can be said of an action of which neither a resource nor a key of the request is given. */

/**
 * How far the right to one action goes: `all` on every resource that it may name (or it names none), `some` on some of them
 * without further ado, `conditional` on all but under conditions, `someConditional` on some and there under conditions;
 * `denied` by a Deny whatever the resource, `none` not allowed by anything.
 */
export const reaches = ['all', 'some', 'conditional', 'someConditional', 'denied', 'none'] as const;
export type Reach = (typeof reaches)[number];

/**
 * What the second of two has more or less than the first: `gained` and `lost` where one has nothing; `wider`, `narrower` where
 * the right goes further or less far; `otherwise` where both go as far, on other resources or under other conditions.
 */
export const reachChanges = ['gained', 'lost', 'wider', 'narrower', 'otherwise'] as const;
export type ReachChange = (typeof reachChanges)[number];
