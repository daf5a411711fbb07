/** Bytes that are no LDAP, made of a message that is. */
import { headerAt, int, lengthBytes, text, tlv } from './ber.ts';

export const malformations = [
  'innerLengthLies', 'truncatedPdu', 'wrongOperation', 'wrongAttributeTag', 'indefiniteLength', 'hugeLength', 'noSequence',
  'emptyMessage', 'noMessageId', 'nestedPastTheEnd',
] as const; // prettier-ignore
export type Malformation = (typeof malformations)[number];

/** In the place of the entry message `entry`, which goes out right behind it. */
export function malformed(how: Malformation, id: number, entry: Buffer): Buffer {
  const { start } = headerAt(entry, 0)!;
  const body = entry.subarray(start);
  switch (how) {
    case 'innerLengthLies':
      // The operation says that it is longer than the message around it.
      return tlv(0x30, [int(id), Buffer.of(0x64, 0x40, 0x04, 0x01, 0x78)]);
    case 'truncatedPdu': {
      // Half of a message under the whole one's length: what follows is swallowed by it, and does not fit.
      const half = body.subarray(0, body.length >> 1);
      return Buffer.concat([Buffer.of(0x30), lengthBytes(body.length), half]);
    }
    case 'wrongOperation':
      return tlv(0x30, [int(id), tlv(0x61, [int(0, 0x0a), text(''), text('')])]);
    case 'wrongAttributeTag':
      return tlv(0x30, [int(id), tlv(0x64, [text('CN=x'), tlv(0x31, [tlv(0x30, [text('cn')])])])]);
    case 'indefiniteLength':
      return Buffer.concat([Buffer.of(0x30, 0x80), body, Buffer.of(0, 0)]);
    case 'hugeLength':
      return Buffer.concat([Buffer.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff), body]);
    case 'noSequence':
      return Buffer.concat([Buffer.of(0x04), entry.subarray(1)]);
    case 'emptyMessage':
      return Buffer.of(0x30, 0x00);
    case 'noMessageId':
      return tlv(0x30, [text('x'), tlv(0x64, [text('CN=x'), tlv(0x30, [])])]);
    case 'nestedPastTheEnd':
      return tlv(0x30, [
        int(id),
        tlv(0x64, [
          text('CN=x'),
          tlv(0x30, [tlv(0x30, [text('cn'), Buffer.of(0x31, 0x20, 0x04, 0x7f, 0x41)])]),
        ]),
      ]);
  }
}
