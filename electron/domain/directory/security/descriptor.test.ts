import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../hex.ts';
import { conditionText } from './condition.ts';
import { aclState, isCanonical, isKnown, sameDescriptor } from './descriptor.ts';
import { SecurityDescriptorError } from './error.ts';
import { anyDescriptor, descriptorBytes } from './fixtures.ts';
import { parseSecurityDescriptor } from './parse.ts';
import { parseSddl } from './parseSddl.ts';
import { formatSddl } from './sddl.ts';
import vectors from './sddl.vectors.json' with { type: 'json' };

const domain = { sid: vectors.domain };
const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

/** What a reading of bytes or text ends with: a descriptor or a typed error, and nothing else. */
function outcome(read: () => unknown): string {
  try {
    read();
    return 'read';
  } catch (error) {
    if (error instanceof SecurityDescriptorError) return error.code;
    throw error;
  }
}

describe('against the bytes of another implementation', () => {
  it.each(vectors.cases)('$sddl', ({ sddl, bytes }) => {
    const read = parseSecurityDescriptor(fromHex(bytes)!);
    expect(sameDescriptor(read, parseSddl(sddl, domain))).toBe(true);
    expect(sameDescriptor(read, parseSddl(formatSddl(read, domain), domain))).toBe(true);
    expect(sameDescriptor(read, parseSddl(formatSddl(read)))).toBe(true);
  });
});

describe('laws', () => {
  it('bytes come back as they went', () => {
    fc.assert(
      fc.property(anyDescriptor, (descriptor) => {
        const back = parseSecurityDescriptor(descriptorBytes(descriptor));
        expect(sameDescriptor(back, descriptor)).toBe(true);
        expect(descriptorBytes(back)).toEqual(descriptorBytes(descriptor));
      }),
      { numRuns },
    );
  });

  it('text comes back as it went, with aliases and without', () => {
    fc.assert(
      fc.property(anyDescriptor, fc.constantFrom(null, { sid: 'S-1-5-21-1-2-3' }), (descriptor, of) => {
        const text = formatSddl(descriptor, of);
        if (text === '' || /;\((?!#)/.test(text)) return; // nothing read, or a condition as an expression
        expect(sameDescriptor(parseSddl(text, of), descriptor)).toBe(true);
      }),
      { numRuns },
    );
  });

  it('whatever the bytes are, reading ends with a descriptor or a typed error', () => {
    const damaged = fc
      .tuple(
        anyDescriptor,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
        fc.nat(),
      )
      .map(([descriptor, changes, cut]) => {
        const bytes = descriptorBytes(descriptor);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        return cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), damaged), (bytes) => {
        expect(outcome(() => formatSddl(parseSecurityDescriptor(bytes)))).toMatch(/^[a-zA-Z]+$/);
      }),
      { numRuns: numRuns * 5 },
    );
  });

  it('whatever the text is, reading ends with a descriptor or a typed error', () => {
    const pieces = fc.array(
      fc.constantFrom('O:', 'G:', 'D:', 'S:', 'P', 'AI', 'NO_ACCESS_CONTROL', '(', ')', ';', 'A', 'OA', 'CI', 'WD', 'DA', 'RPWP', '0x', '0x1f', 'S-1-5-18', 'S-1-', 'bf967a9c-0de6-11d0-a285-00aa003049e2', ' ', '(#00)', '#'),
      { maxLength: 24 },
    ); // prettier-ignore
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((all) => all.join('')),
        ),
        (text) => {
          expect(outcome(() => parseSddl(text, domain))).toMatch(/^[a-zA-Z]+$/);
        },
      ),
      { numRuns: numRuns * 5 },
    );
  });
});

describe('SDDL', () => {
  it.each([
    ['D:NO_ACCESS_CONTROL', 'none'],
    ['D:', 'empty'],
    ['D:P(A;;GA;;;SY)', 'entries'],
    ['O:SY', 'notRead'],
  ])('%s: the list is %s', (text, state) => {
    const descriptor = parseSddl(text);
    expect(aclState(descriptor, 'dacl')).toBe(state);
    expect(aclState(parseSecurityDescriptor(descriptorBytes(descriptor)), 'dacl')).toBe(state);
    expect(formatSddl(descriptor)).toBe(text);
  });

  it.each([
    ['', 'syntax', 0],
    ['X:SY', 'syntax', 0],
    ['O:SYO:SY', 'syntax', 4],
    ['O:QQ', 'sid', 2],
    ['O:DA', 'domainUnknown', 2],
    ['D:(A;;GA;;;SY', 'syntax', 2],
    ['D:(A;;GA;;SY)', 'syntax', 3],
    ['D:(Q;;GA;;;SY)', 'aceType', 3],
    ['D:(A;QQ;GA;;;SY)', 'flag', 5],
    ['D:(A;;GAQQ;;;SY)', 'right', 8],
    ['D:(A;;GA;x;;SY)', 'guid', 9],
    ['D:(A;;GA;bf9679c0-0de6-11d0-a285-00aa003049e2;;SY)', 'guid', 9],
    ['D:(XA;;GA;;;SY;(@User.x == 1))', 'condition', 15],
    ['D:NO_ACCESS_CONTROL(A;;GA;;;SY)', 'syntax', 2],
  ])('%s is refused: %s at %i', (text, code, at) => {
    expect(() => parseSddl(text)).toThrow(expect.objectContaining({ code, at }));
  });

  it('keeps what the two letters of a domain mean apart from what they mean in its forest', () => {
    const of = { sid: 'S-1-5-21-1-2-3', root: 'S-1-5-21-9-9-9' };
    expect(formatSddl(parseSddl('O:EAG:DA', of))).toBe('O:S-1-5-21-9-9-9-519G:S-1-5-21-1-2-3-512');
    expect(formatSddl(parseSddl('O:S-1-5-21-9-9-9-519G:S-1-5-21-9-9-9-512'), of)).toBe(
      'O:EAG:S-1-5-21-9-9-9-512',
    );
  });
});

describe('bytes that are none', () => {
  const good = descriptorBytes(parseSddl('O:SYG:SYD:(A;;GA;;;SY)'));
  const changed = (at: number, ...bytes: number[]) => {
    const copy = good.slice();
    copy.set(bytes, at);
    return copy;
  };
  it.each([
    ['nothing', new Uint8Array(), 'truncated'],
    ['another revision', changed(0, 2), 'revision'],
    ['absolute', changed(3, 0), 'notSelfRelative'],
    ['an owner behind the end', changed(4, 0xff, 0xff), 'truncated'],
    ['an owner that is no SID', changed(4, 16), 'sid'],
    ['a list behind the end', changed(16, 0xff), 'truncated'],
    ['a list of another revision', changed(20, 9), 'revision'],
    ['a list longer than the rest', changed(22, 0xff), 'aclSize'],
    ['more entries than there are', changed(24, 2), 'aceSize'],
    ['an entry of size nothing', changed(30, 0, 0), 'aceSize'],
    ['an entry longer than its list', changed(30, 0xff), 'aceSize'],
  ])('%s', (_what, bytes, code) => {
    expect(outcome(() => parseSecurityDescriptor(bytes))).toBe(code);
  });
});

it.each([
  ['D:(D;;WP;;;WD)(A;;WP;;;WD)(D;ID;WP;;;WD)(A;ID;WP;;;WD)(D;ID;WP;;;AU)', true],
  ['D:(A;;WP;;;WD)(D;;WP;;;WD)', false],
  ['D:(A;ID;WP;;;WD)(A;;WP;;;WD)', false],
  ['D:NO_ACCESS_CONTROL', true],
])('canonical order of %s: %s', (text, canonical) => {
  expect(isCanonical(parseSddl(text).dacl)).toBe(canonical);
});

it('walks past entries that it does not know', () => {
  const { dacl } = parseSddl('D:(0x12;;#0102)(A;;GA;;;SY)');
  expect(dacl!.aces.map(isKnown)).toEqual([false, true]);
});

describe('conditional expressions', () => {
  const text = (value: string) => {
    const bytes = [...value].flatMap((letter) => [letter.charCodeAt(0), 0]);
    return [bytes.length, 0, 0, 0, ...bytes];
  };
  const one = [0x04, 1, 0, 0, 0, 0, 0, 0, 0, 3, 2];
  const mark = [0x61, 0x72, 0x74, 0x78];
  it.each([
    ['a comparison', [...mark, 0xf9, ...text('clearance'), ...one, 0x85, 0, 0, 0], '@User.clearance >= 1'],
    [
      'membership and a negation',
      [...mark, 0x50, 17, 0, 0, 0, 0x51, 12, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0, 0x89, 0xf8, ...text('a'), 0x87, 0xa2, 0xa0],
      '(Member_of {SID(S-1-5-18)} && !(Exists a))',
    ],
    ['no mark', [1, 2, 3, 4], null],
    ['an operator without operands', [...mark, 0x80], null],
    ['a token that nobody knows', [...mark, 0x77], null],
    ['a text longer than the rest', [...mark, 0x10, 0xff, 0, 0, 0], null],
    ['two values and nothing between', [...mark, ...one, ...one], null],
  ])('%s', (_what, bytes, said) => {
    expect(conditionText(Uint8Array.from(bytes))).toBe(said);
  }); // prettier-ignore

  it('whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const said = conditionText(Uint8Array.from([...mark, ...bytes]));
        expect(said === null || typeof said === 'string').toBe(true);
      }),
      { numRuns },
    );
  });
});
