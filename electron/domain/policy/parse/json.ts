/** JSON as policies use it: one value or a list of them, each with its place. */
import type { ProblemCode } from '../codes.ts';

export type Json = Readonly<Record<string, unknown>>;
export type Report = (code: ProblemCode, path: string, params?: Record<string, string>) => void;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface Placed {
  readonly value: unknown;
  readonly path: string;
}

/** The values of an element; an empty list is told. */
export function listAt(value: unknown, path: string, report: Report): Placed[] {
  if (!Array.isArray(value)) return [{ value, path }];
  if (value.length === 0) report('emptyList', path);
  return value.map((one: unknown, index) => ({ value: one, path: `${path}[${index}]` }));
}
