/** Reading single statements of a policy document; never throws, whatever the document is. */
import type { PolicyDocument } from './iam.ts';

export type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];
/** Strings as they are; numbers and booleans as IAM compares them; the rest as JSON. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

/** One test of a statement's Condition. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** The statements, in order; what is none is left out. A document may come as JSON text. */
export function statementsOf(document: PolicyDocument): Json[] {
  const parsed = typeof document === 'string' ? parse(document) : document;
  return isObject(parsed) ? listOf(parsed['Statement']).filter(isObject) : [];
}

export function conditionsOf(statement: Json): Condition[] {
  const condition = statement['Condition'];
  if (!isObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(([key, values]) => ({ operator, key, values: listOf(values).map(textOf) }))
      : [],
  );
}

/** Conditions of the statement that a path such as `Statement[2].Principal.AWS` stands in. */
export function conditionsAt(document: PolicyDocument, path: string): Condition[] {
  const parsed = typeof document === 'string' ? parse(document) : document;
  if (!isObject(parsed)) return [];
  const index = Number(/^Statement\[(\d+)\]/.exec(path)?.[1] ?? 0);
  const statement = listOf(parsed['Statement'])[index];
  return isObject(statement) ? conditionsOf(statement) : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
