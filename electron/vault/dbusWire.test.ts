import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeReply, encodeCall, MalformedMessage, messageLength } from './dbusWire.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(/\s+/g, ''), 'hex'));

describe('encodeCall', () => {
  it('writes a dictionary, aligned by eight', () => {
    const call = {
      destination: 'a',
      path: '/',
      interface: 'i',
      member: 'M',
      args: ['hé', { a: 'b', cd: '' }],
    };
    const bytes = encodeCall(call, 1);
    // the string: 8 bytes; the array's length, 4 bytes of padding, then two entries, the second one aligned
    const body = hex(`03 00 00 00 68 c3 a9 00  1d 00 00 00 00 00 00 00
      01 00 00 00 61 00 00 00  01 00 00 00 62 00 00 00  02 00 00 00 63 64 00 00  00 00 00 00 00`);
    expect(Buffer.from(bytes.slice(-body.length)).toString('hex')).toBe(Buffer.from(body).toString('hex'));
    expect(Buffer.from(bytes).toString('latin1')).toContain('\u0006sa{ss}\0');
    expect(messageLength(bytes)).toBe(bytes.length);
  });

  it('writes the bytes that the specification lays down', () => {
    const call = { destination: 'a.b', path: '/p', interface: 'i.j', member: 'M', args: ['hé'] };
    // header: endian, type, flags, version, body length 8, serial 7, fields 4 × 16 + 7 = 71 bytes
    const expected = hex(`
      6c 01 00 01  08 00 00 00  07 00 00 00  47 00 00 00
      01 01 6f 00  02 00 00 00  2f 70 00 00  00 00 00 00
      02 01 73 00  03 00 00 00  69 2e 6a 00  00 00 00 00
      03 01 73 00  01 00 00 00  4d 00 00 00  00 00 00 00
      06 01 73 00  03 00 00 00  61 2e 62 00  00 00 00 00
      08 01 67 00  01 73 00 00
      03 00 00 00  68 c3 a9 00`);
    const bytes = encodeCall(call, 7);
    expect(Buffer.from(bytes).toString('hex')).toBe(Buffer.from(expected).toString('hex'));
    expect(messageLength(bytes)).toBe(bytes.length);
    expect(decodeReply(bytes)).toEqual({ kind: 'other' });
  });
});

describe('decodeReply', () => {
  // reply serial 2 (field 5, 'u'), signature (field 8, 'g')
  const little = (type: string, signature: string, length: string, body: string) =>
    hex(`6c ${type} 01 01  ${length} 00 00 00  09 00 00 00  0f 00 00 00
         05 01 75 00  02 00 00 00  08 01 67 00  01 ${signature} 00 00 ${body}`);
  const replies: [what: string, bytes: Uint8Array, reply: unknown][] = [
    [
      'an object path',
      little('02', '6f', '07', '02 00 00 00 2f 61 00'),
      { kind: 'return', replyTo: 2, value: '/a' },
    ],
    [
      'a variant of true',
      little('02', '76', '08', '01 62 00 00 01 00 00 00'),
      { kind: 'return', replyTo: 2, value: true },
    ],
    [
      'a variant of false',
      little('02', '76', '08', '01 62 00 00 00 00 00 00'),
      { kind: 'return', replyTo: 2, value: false },
    ],
    [
      'a list of object paths, and no more of what follows',
      hex(
        `6c 02 01 01  18 00 00 00  09 00 00 00  12 00 00 00
           05 01 75 00  02 00 00 00  08 01 67 00  04 61 6f 61 6f 00 00 00  00 00 00 00
           0f 00 00 00  02 00 00 00 2f 61 00 00  02 00 00 00 2f 62 00 00 00 00 00 00`,
      ),
      { kind: 'return', replyTo: 2, value: ['/a', '/b'] },
    ],
    [
      'a variant of a dictionary',
      little(
        '02',
        '76',
        '1d',
        '05 61 7b 73 73 7d 00 00  0d 00 00 00 00 00 00 00  01 00 00 00 61 00 00 00  00 00 00 00 00',
      ),
      { kind: 'return', replyTo: 2, value: [['a', '']] },
    ],
    [
      'big-endian, without a body',
      hex('42 02 01 01  00 00 00 00  00 00 00 09  00 00 00 08  05 01 75 00  00 00 00 02'),
      { kind: 'return', replyTo: 2, value: null },
    ],
    [
      'an error',
      hex(`6c 03 01 01  00 00 00 00  09 00 00 00  14 00 00 00
           05 01 75 00  02 00 00 00  04 01 73 00  03 00 00 00  61 2e 62 00  00 00 00 00`),
      { kind: 'error', replyTo: 2, name: 'a.b' },
    ],
  ];
  it.each(replies)('reads %s', (_what, bytes, reply) => {
    expect(messageLength(bytes)).toBe(bytes.length);
    expect(decodeReply(bytes)).toEqual(reply);
  });

  it('refuses a length that no answer of ours has, and a byte order that does not exist', () => {
    expect(() => messageLength(hex('6c 02 01 01 ff ff ff 7f 01 00 00 00 00 00 00 00'))).toThrow(
      MalformedMessage,
    );
    expect(() => messageLength(hex('78 02 01 01 00 00 00 00 01 00 00 00 00 00 00 00'))).toThrow(
      MalformedMessage,
    );
    expect(messageLength(hex('6c 02'))).toBeNull();
  });

  it('answers or throws MalformedMessage for any bytes', () => {
    const mutated = fc
      .tuple(
        fc.constantFrom(...replies.map(([, bytes]) => bytes)),
        fc.array(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 255 })), { maxLength: 4 }),
      )
      .map(([bytes, changes]) => {
        const copy = Uint8Array.from(bytes);
        for (const [at, value] of changes) if (at < copy.length) copy[at] = value;
        return copy;
      });
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ minLength: 16, maxLength: 80 })), (bytes) => {
        try {
          messageLength(bytes);
          expect(['return', 'error', 'other']).toContain(decodeReply(bytes).kind);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedMessage);
        }
      }),
      { numRuns: numRuns * 5 },
    );
  });
});
