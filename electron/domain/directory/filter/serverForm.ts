/** A filter as a server is asked: what a snapshot reads and a domain controller does not, written in its terms. */
import { guidToBytes } from '../guid.ts';
import type { Filter } from './filter.ts';
import { knownSchema } from './syntax.ts';
import { valueText } from './value.ts';

/**
 * GUIDs as their bytes: a domain controller takes `objectSid=S-1-…`, but of a GUID the bytes alone
 * (facts/active-directory.md §7).
 */
export function serverForm(filter: Filter): Filter {
  switch (filter.is) {
    case 'and':
    case 'or':
      return { ...filter, parts: filter.parts.map(serverForm) };
    case 'not':
      return { ...filter, part: serverForm(filter.part) };
    case 'equal': {
      if (knownSchema.attribute(filter.attribute)?.syntax !== 'guid') return filter;
      const text = valueText(filter.value);
      // Attributes of GUIDs that are kept as text are asked for by text.
      const bytes =
        text !== null && !asText.has(filter.attribute.toLowerCase()) ? guidToBytes(text.trim()) : null;
      return bytes ? { ...filter, value: bytes } : filter;
    }
    default:
      return filter;
  }
}

const asText = new Set(['rightsguid', 'appliesto', 'entryuuid']);
