/** Describes users and groups. An attribute that the service refuses is not asked for again: the rest is read. */
import type { z } from 'zod';
import { Fault } from '../../contract/faults.ts';
import type { answers } from './answers.ts';
import { otherAttributes } from './entries.ts';

export type Answered = keyof typeof answers;
export type Ask = <O extends Answered>(
  operation: O,
  input: Readonly<Record<string, unknown>>,
) => Promise<z.infer<(typeof answers)[O]>>;

const kindOf = { DescribeUser: 'user', DescribeGroup: 'group' } as const;
type Describe = keyof typeof kindOf;
/** Describes one by its sAMAccountName. Rejects with `Fault`. */
type Described = <O extends Describe>(
  operation: O,
  SAMAccountName: string,
) => Promise<z.infer<(typeof answers)[O]>>;

/** INVALID_ATTRIBUTE_NAME, INVALID_ATTRIBUTE_FOR_USER …: ValidationException's reasons [API, ds-data 2023-05-31]. */
function refusalOf(error: unknown): string | null {
  if (!(error instanceof Fault) || error.code !== 'aws.directoryDataRefused') return null;
  const { reason, detail } = (error as Fault<'aws.directoryDataRefused'>).params;
  return reason.startsWith('INVALID_ATTRIBUTE') ? detail.toLowerCase() : null;
}

/** `onRefused` hears of each attribute, of users and of groups, that is left out from then on. */
export function describing(ask: Ask, onRefused: (attribute: string) => void): Described {
  const asked: Readonly<Record<'user' | 'group', Set<string>>> = {
    user: new Set(otherAttributes.user),
    group: new Set(otherAttributes.group),
  };
  const askFor = <O extends Describe>(operation: O, SAMAccountName: string, attributes: readonly string[]) =>
    ask(operation, {
      SAMAccountName,
      ...(attributes.length === 0 ? {} : { OtherAttributes: attributes }),
    });

  /** Those that the refusal names, or else those that are refused alone; all where none is. */
  async function refused(
    operation: Describe,
    name: string,
    attributes: readonly string[],
    detail: string,
  ): Promise<readonly string[]> {
    const words = new Set(detail.split(/[^a-z\d-]+/));
    const named = attributes.filter((attribute) => words.has(attribute.toLowerCase()));
    if (named.length > 0) return named;
    const found: string[] = [];
    for (const attribute of attributes)
      try {
        await askFor(operation, name, [attribute]);
      } catch (error) {
        if (refusalOf(error) === null) throw error;
        found.push(attribute);
      }
    return found.length > 0 ? found : attributes;
  }

  return async (operation, name) => {
    const of = asked[kindOf[operation]];
    for (;;) {
      const attributes = [...of];
      try {
        return await askFor(operation, name, attributes);
      } catch (error) {
        const detail = refusalOf(error);
        if (detail === null || attributes.length === 0) throw error;
        for (const attribute of await refused(operation, name, attributes, detail))
          // Another one that was asked at the same time may have told it.
          if (of.delete(attribute)) onRefused(attribute);
      }
    }
  };
}
