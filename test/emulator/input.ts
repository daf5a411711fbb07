/** Parameters of a request, as every protocol gives them: text, numbers as numbers or text, lists, structures. */
import { BadInput } from './wire.ts';
import type { Input } from './wire.ts';

export function textOf(input: Input, name: string): string | undefined {
  const value = input[name];
  return value === undefined || value === null || value === '' ? undefined : String(value as string | number);
}

/** Throws where the request has no such parameter. */
export function required(input: Input, name: string): string {
  const value = textOf(input, name);
  if (value === undefined) {
    throw new BadInput(
      'invalid',
      `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must not be null`,
    );
  }
  return value;
}

export function listOf(input: Input, name: string): readonly string[] {
  const value = input[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

export function structuresOf(input: Input, name: string): readonly Input[] {
  const value = input[name];
  return Array.isArray(value) ? (value as readonly Input[]) : [];
}

/** One of the words that the API allows; throws for another. */
export function oneOf(input: Input, name: string, allowed: readonly string[]): string | undefined {
  const value = textOf(input, name);
  if (value !== undefined && !allowed.includes(value)) {
    throw new BadInput(
      'invalid',
      `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`,
    );
  }
  return value;
}
