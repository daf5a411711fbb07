/** A record whose keys all begin alike: `prefixed('a', { b: 1 })` is `{ 'a.b': 1 }`. */
export type Prefixed<P extends string, R> = { [K in keyof R & string as `${P}.${K}`]: R[K] };

export const prefixed = <P extends string, R extends Readonly<Record<string, unknown>>>(
  prefix: P,
  record: R,
): Prefixed<P, R> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [`${prefix}.${key}`, value])) as Prefixed<
    P,
    R
  >;
