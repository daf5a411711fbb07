/** The bytes of a search filter (RFC 4511, 4.5.1.7), from its text by the one parser that snapshots use too. */
import { Fault } from '#contract/faults.ts';
import type { Filter } from '#domain/directory/filter/filter.ts';
import { parseFilter } from '#domain/directory/filter/parse.ts';
import { FilterSyntaxError } from '#domain/directory/filter/problem.ts';
import { element } from './ber.ts';

const choice = { and: 0xa0, or: 0xa1, not: 0xa2, equal: 0xa3, substrings: 0xa4, greaterOrEqual: 0xa5, lessOrEqual: 0xa6, present: 0x87, approx: 0xa8, extensible: 0xa9 } as const; // prettier-ignore
const substring = { initial: 0x80, any: 0x81, final: 0x82 } as const;
const extensible = { rule: 0x81, type: 0x82, value: 0x83, dnAttributes: 0x84 } as const;
const octets = 0x04;
const sequence = 0x30;

/** The bytes of a filter's tree. */
function encode(filter: Filter): Buffer {
  switch (filter.is) {
    case 'and':
    case 'or':
      return element(choice[filter.is], filter.parts.map(encode));
    case 'not':
      return element(choice.not, encode(filter.part));
    case 'present':
      return element(choice.present, filter.attribute);
    case 'substrings': {
      const pieces = [
        ...(filter.initial ? [element(substring.initial, filter.initial)] : []),
        ...filter.any.map((piece) => element(substring.any, piece)),
        ...(filter.final ? [element(substring.final, filter.final)] : []),
      ];
      return element(choice.substrings, [element(octets, filter.attribute), element(sequence, pieces)]);
    }
    case 'extensible':
      return element(choice.extensible, [
        ...(filter.rule === null ? [] : [element(extensible.rule, filter.rule)]),
        ...(filter.attribute === null ? [] : [element(extensible.type, filter.attribute)]),
        element(extensible.value, filter.value),
        ...(filter.dn ? [element(extensible.dnAttributes, Uint8Array.of(0xff))] : []),
      ]);
    default:
      return element(choice[filter.is], [element(octets, filter.attribute), element(octets, filter.value)]);
  }
}

/** The bytes of a filter's text, for a search request. Throws `input.invalid` with the place of the first mistake, counted from 1. */
export function encodeFilter(text: string): Buffer {
  try {
    return encode(parseFilter(text));
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    const { position } = error;
    const detail = `${position + 1}: ${text.slice(position, position + 40)}`;
    throw new Fault('input.invalid', { path: 'filter', detail });
  }
}
