/** Search filters as bytes (RFC 4511, 4.5.1.7): the values in them rewritten, and an object of ours held against them. */
import { elements, tlv, type Element } from './ber.ts';
import { valuesOf, type Entry } from './messages.ts';

const kind = {
  and: 0xa0, or: 0xa1, not: 0xa2, equal: 0xa3, substrings: 0xa4, atLeast: 0xa5, atMost: 0xa6, present: 0x87, approx: 0xa8,
  extensible: 0xa9,
} as const; // prettier-ignore

/** The filter with every whole value (not the pieces of substrings) changed. */
export function mapFilterValues(
  filter: Buffer,
  change: (value: Buffer, attribute: string) => Buffer,
): Buffer {
  const [{ tag, content }] = elements(filter) as [Element];
  const parts = (): Element[] => elements(content);
  switch (tag) {
    case kind.and:
    case kind.or:
    case kind.not:
      return tlv(
        tag,
        parts().map((part) => mapFilterValues(tlv(part.tag, part.content), change)),
      );
    case kind.equal:
    case kind.atLeast:
    case kind.atMost:
    case kind.approx: {
      const [name, value] = parts();
      return tlv(tag, [
        tlv(0x04, name!.content),
        tlv(0x04, change(value!.content, name!.content.toString())),
      ]);
    }
    case kind.extensible: {
      const name =
        parts()
          .find((part) => part.tag === 0x82)
          ?.content.toString() ?? '';
      return tlv(
        tag,
        parts().map((part) => tlv(part.tag, part.tag === 0x83 ? change(part.content, name) : part.content)),
      );
    }
    default:
      return filter;
  }
}

const lower = (bytes: Buffer): string => bytes.toString('utf8').toLowerCase();

/** RDN names that objectCategory may be asked for by, instead of the whole DN. */
const sameValue = (attribute: string, held: Buffer, wanted: Buffer): boolean =>
  held.equals(wanted) ||
  lower(held) === lower(wanted) ||
  (attribute.toLowerCase() === 'objectcategory' && lower(held).startsWith(`cn=${lower(wanted)},`));

/** Whether one of the lab's own objects satisfies the filter; bits and the ordinary comparisons. */
export function matches(filter: Buffer, entry: Entry): boolean {
  const [{ tag, content }] = elements(filter) as [Element];
  const parts = elements.bind(null, content);
  const nested = (part: Element): boolean => matches(tlv(part.tag, part.content), entry);
  switch (tag) {
    case kind.and:
      return parts().every(nested);
    case kind.or:
      return parts().some(nested);
    case kind.not:
      return !nested(parts()[0]!);
    case kind.present:
      return valuesOf(entry, content.toString()).length > 0;
    case kind.equal:
    case kind.approx:
    case kind.atLeast:
    case kind.atMost: {
      const [name, value] = parts().map((part) => part.content);
      const attribute = name!.toString();
      return valuesOf(entry, attribute).some((held) => {
        if (tag === kind.atLeast) return Number(held.toString()) >= Number(value!.toString());
        if (tag === kind.atMost) return Number(held.toString()) <= Number(value!.toString());
        return sameValue(attribute, held, value!);
      });
    }
    case kind.substrings: {
      const [name, pieces] = parts();
      return valuesOf(entry, name!.content.toString()).some((held) => {
        let rest = lower(held);
        return elements(pieces!.content).every((piece) => {
          const wanted = lower(piece.content);
          const at = piece.tag === 0x82 ? rest.length - wanted.length : rest.indexOf(wanted);
          if (at < 0 || (piece.tag === 0x80 && at !== 0) || !rest.startsWith(wanted, at)) return false;
          rest = rest.slice(at + wanted.length);
          return true;
        });
      });
    }
    case kind.extensible: {
      const of = (wanted: number) =>
        parts()
          .find((part) => part.tag === wanted)
          ?.content.toString() ?? '';
      const value = BigInt(of(0x83));
      const bits = valuesOf(entry, of(0x82)).map((held) => BigInt(held.toString()) & value);
      if (of(0x81).endsWith('.803')) return bits.includes(value);
      return of(0x81).endsWith('.804') && bits.some((one) => one !== 0n);
    }
    default:
      return false;
  }
}
