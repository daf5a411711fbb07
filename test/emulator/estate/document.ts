/** A policy document as parsed JSON. */
export type Document = Readonly<Record<string, unknown>>;
