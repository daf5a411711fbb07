import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePoint } from '#test/support/text.ts';
import { binaryAttributes } from '../attributes/binary.ts';
import { fromBase64, toBase64 } from '../base64.ts';
import type { DirectoryEntry } from '../object.ts';
import { textOf } from '../values.ts';
import { decodeLdifBytes, LdifByteParser, ldifEncoding } from './bytes.ts';
import { maxLine } from './lines.ts';
import { LdifError, LdifParser, parseLdif } from './parse.ts';
import { writeEntry, writeLdif } from './write.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const utf8 = new TextEncoder();
const bytesOf = (text: string, encoding: 'utf-16le' | 'utf-16be', mark = true) => {
  const whole = mark ? `\uFEFF${text}` : text;
  const bytes = new Uint8Array(whole.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < whole.length; at++)
    view.setUint16(at * 2, whole.charCodeAt(at), encoding === 'utf-16le');
  return bytes;
};

describe('reading', () => {
  const ann = { dn: 'CN=Ann,DC=x', attributes: { cn: ['Ann'] } };

  it.each<[string, string, DirectoryEntry[]]>([
    ['the RFC form', 'version: 1\n\ndn: CN=Ann,DC=x\ncn: Ann\n', [ann]],
    [
      'ldifde: no version, changetype: add, CRLF',
      'dn: CN=Ann,DC=x\r\nchangetype: add\r\ncn: Ann\r\n\r\n',
      [ann],
    ],
    ['version and record in one block', 'version: 1\ndn: CN=Ann,DC=x\ncn: Ann', [ann]],
    ['folds', 'dn: CN=A\n nn,\n DC=x\ncn: A\n n\n n\n', [ann]],
    ['folded comments', '# a\n b\ndn: CN=Ann,DC=x\n# c\n  d: e\ncn: Ann\n', [ann]],
    ['base64', 'dn:: Q049QW5uLERDPXg=\ncn:: QW5u\n', [ann]],
    ['no space after the colon', 'dn:CN=Ann,DC=x\ncn:Ann\n', [ann]],
    ['a mark', '\uFEFFdn: CN=Ann,DC=x\ncn: Ann\n', [ann]],
    ['a control line', 'dn: CN=Ann,DC=x\ncontrol: 1.2.3 true\nchangetype: add\ncn: Ann\n', [ann]],
    [
      'ldapsearch',
      '# extended LDIF\n\ndn: CN=Ann,DC=x\ncn: Ann\n\n# search reference\nref: ldap://y\n\nsearch: 2\nresult: 0 Success\n\n# numEntries: 1\n',
      [ann],
    ],
    ['many blank lines', '\n\n\ndn: CN=Ann,DC=x\ncn: Ann\n\n\n\n', [ann]],
    [
      'an empty value, colons, several values',
      'dn: o=x\na:\nb: :x\nc: 1\nC: 2\nc;lang-ko: 3\n',
      [{ dn: 'o=x', attributes: { a: [''], b: [':x'], c: ['1', '2'], 'c;lang-ko': ['3'] } }],
    ],
    ['the root', 'dn:\nvendorName: x\n', [{ dn: '', attributes: { vendorName: ['x'] } }]],
    [
      'bytes where the attribute is binary',
      'dn: o=x\nobjectGUID:: QW5uQW5uQW5uQW5uQQ==\n',
      [{ dn: 'o=x', attributes: { objectGUID: [utf8.encode('AnnAnnAnnAnnA')] } }],
    ],
    [
      'bytes where they are not UTF-8',
      'dn: o=x\ny:: /w==\n',
      [{ dn: 'o=x', attributes: { y: [Uint8Array.of(0xff)] } }],
    ],
    ['raw UTF-8', 'dn: OU=팀,DC=x\nou: 팀\n', [{ dn: 'OU=팀,DC=x', attributes: { ou: ['팀'] } }]],
    [
      'an attribute named like a property',
      'dn: o=x\nconstructor: 1\n',
      [{ dn: 'o=x', attributes: { constructor: ['1'] } }],
    ],
    ['nothing', '', []],
  ])('takes %s', (_, text, entries) => {
    expect(parseLdif(text)).toEqual(entries);
  });

  it.each([
    ['dn: o=x\njunk\n', 'separator', 2, ''],
    ['dn: o=x\n: v\n', 'name', 2, ''],
    ['dn: o=x\na b: v\n', 'name', 2, ''],
    ['dn: o=x\n__proto__: v\n', 'name', 2, ''],
    ['dn: o=x\na:: ???\n', 'base64', 2, 'a'],
    ['dn: o=x\n\ndn:: /w==\n', 'utf8', 3, 'dn'],
    ['dn: o=x\n\n# c\n d\ndn: o=y\nphoto:< file:///etc/passwd\n', 'url', 6, 'photo'],
    ['cn: x\n', 'dnMissing', 1, ''],
    ['dn: o=x\ncn: x\ndn: o=y\n', 'dnRepeated', 3, ''],
    ['\n x\n', 'continuation', 2, ''],
    ['dn: o=x\nchangetype: modify\nadd: cn\ncn: x\n-\n', 'change', 2, 'modify'],
    ['dn: o=x\nchangetype: delete\n', 'change', 2, 'delete'],
    ['dn: o=x\nadd: cn\ncn: x\n-\n', 'change', 4, 'modify'],
    ['version: 2\n', 'version', 1, '2'],
  ])('refuses %j: %s in line %d', (text, code, line, detail) => {
    expect(() => parseLdif(text)).toThrow(expect.objectContaining({ name: 'LdifError', code, line, detail }));
  });

  it('refuses a line without end before it fills the memory', () => {
    const parser = new LdifParser();
    const chunk = 'a'.repeat(maxLine / 4);
    const fill = () => {
      for (let times = 0; times < 5; times++) parser.push(chunk);
    };
    expect(fill).toThrow(expect.objectContaining({ code: 'tooLong', line: 1 }));
  });

  it('hands out entries as soon as they are whole', () => {
    const parser = new LdifParser();
    expect(parser.push('dn: o=x\nc')).toEqual([]);
    expect(parser.push('n: y\n')).toEqual([]);
    expect(parser.push('\ndn: o=z\n')).toEqual([{ dn: 'o=x', attributes: { cn: ['y'] } }]);
    expect(parser.line).toBe(5);
    expect(parser.end()).toEqual([{ dn: 'o=z', attributes: {} }]);
  });

  it('any text is entries or a typed error, however it is cut', () => {
    const piece = fc.constantFrom(
      'dn: o=x',
      'cn: a',
      '\n',
      '\n\n',
      '\r\n',
      ' ',
      ':',
      ': ',
      '::',
      ':<',
      '#',
      '-',
      'version: 1',
      'changetype: add',
      'search',
      'Zg==',
      '\uFEFF',
      'é',
      '\0',
    );
    const text = fc.oneof(
      fc.string({ unit: codePoint }),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    );
    const outcome = (run: () => unknown) => {
      try {
        return run();
      } catch (error) {
        if (error instanceof LdifError) return [error.code, error.line];
        throw error;
      }
    };
    const same = (text: string, cut: number) => {
      const parser = new LdifParser();
      const at = Math.min(cut, text.length);
      const inPieces = outcome(() => [
        ...parser.push(text.slice(0, at)),
        ...parser.push(text.slice(at)),
        ...parser.end(),
      ]);
      expect(inPieces).toEqual(outcome(() => parseLdif(text)));
    };
    fc.assert(fc.property(text, fc.nat(60), same), { numRuns: numRuns * 3 });
  });
});

describe('writing', () => {
  it.each([
    ['a', 'a: a'],
    ['', 'a:'],
    [' a', 'a:: IGE='],
    ['a ', 'a:: YSA='],
    [':a', 'a:: OmE='],
    ['<a', 'a:: PGE='],
    ['a:b<c', 'a: a:b<c'],
    ['é', 'a:: w6k='],
    ['a\nb', 'a:: YQpi'],
    [Uint8Array.of(0, 255), 'a:: AP8='],
  ])('%j as %s', (value, line) => {
    expect(writeEntry({ dn: 'o=x', attributes: { a: [value] } })).toBe(`dn: o=x\n${line}\n\n`);
  });

  it('folds at 76 columns', () => {
    const lines = writeEntry({ dn: 'o=x', attributes: { a: ['b'.repeat(200)] } }, { newline: '\r\n' }).split(
      '\r\n',
    );
    expect(lines.map((line) => line.length)).toEqual([7, 76, 76, 53, 0, 0]);
  });

  it('what was written reads back the same', () => {
    const name = fc.constantFrom('cn', 'member', 'description;lang-ko', 'x-y', 'constructor');
    // Bytes that are valid UTF-8 come back as text where the attribute is not binary.
    const bytes = fc.uint8Array({ maxLength: 120 });
    const text = fc
      .oneof(fc.string({ unit: codePoint, maxLength: 120 }), fc.string({ maxLength: 120 }))
      .filter((each) => each.isWellFormed());
    const value = fc.oneof(
      text,
      bytes.filter((each) => textOf(each) === null),
    );
    const entry = fc.record({
      dn: text,
      attributes: fc
        .tuple(
          fc.dictionary(name, fc.array(value, { minLength: 1, maxLength: 3 })),
          fc.dictionary(
            fc.constantFrom(...binaryAttributes),
            fc.array(bytes, { minLength: 1, maxLength: 2 }),
            { maxKeys: 2 },
          ),
        )
        .map(([texts, binaries]) => ({ ...texts, ...binaries })),
    });
    const same = (entries: DirectoryEntry[], newline: '\n' | '\r\n') => {
      expect(parseLdif(writeLdif(entries, { newline }))).toEqual(entries);
    };
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), fc.constantFrom('\n' as const, '\r\n' as const), same),
      { numRuns },
    );
  });
});

describe('bytes', () => {
  const text = 'dn: OU=팀,DC=x\r\nou: 팀\r\n\r\n';
  const entries = [{ dn: 'OU=팀,DC=x', attributes: { ou: ['팀'] } }];
  const forms: [string, Uint8Array][] = [
    ['UTF-8', utf8.encode(text)],
    ['UTF-8 with a mark', utf8.encode(`\uFEFF${text}`)],
    ['UTF-16LE', bytesOf(text, 'utf-16le')],
    ['UTF-16BE', bytesOf(text, 'utf-16be')],
    ['UTF-16LE without a mark', bytesOf(text, 'utf-16le', false)],
    ['UTF-16BE without a mark', bytesOf(text, 'utf-16be', false)],
  ];

  it.each(forms)('%s, in one piece and byte by byte', (_, bytes) => {
    expect(decodeLdifBytes(bytes)).toBe(text);
    const whole = new LdifByteParser();
    expect([...whole.push(bytes), ...whole.end()]).toEqual(entries);
    const parser = new LdifByteParser();
    const found = [...bytes].flatMap((byte) => parser.push(Uint8Array.of(byte)));
    expect([...found, ...parser.end()]).toEqual(entries);
  });

  it('takes files of no and of one byte', () => {
    expect(new LdifByteParser().end()).toEqual([]);
    expect(ldifEncoding(Uint8Array.of(0x64))).toBe('utf-8');
    const parser = new LdifByteParser();
    expect(parser.push(Uint8Array.of(0x0a))).toEqual([]);
    expect(parser.end()).toEqual([]);
  });

  it.each([0, 7, 10, 15, 17])('tells the line of bytes that are no text, cut at %d', (cut) => {
    const bytes = utf8.encode('dn: o=é\ncn: y\nsn: z!\n');
    bytes[bytes.length - 2] = 0xe9;
    const parser = new LdifByteParser();
    const read = () => [parser.push(bytes.slice(0, cut)), parser.push(bytes.slice(cut)), parser.end()];
    expect(read).toThrow(expect.objectContaining({ code: 'utf8', line: 3 }));
  });

  it('tells a character cut off at the end', () => {
    const parser = new LdifByteParser();
    parser.push(utf8.encode('dn: o=é').slice(0, -1));
    expect(() => parser.end()).toThrow(expect.objectContaining({ code: 'utf8', line: 1 }));
  });

  it('base64 goes there and back, and nothing else is taken for it', () => {
    const same = (bytes: Uint8Array) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 50 }), same), { numRuns });
    for (const text of ['a', 'ab=', '=aaa', 'a=aa', 'aa=a', 'aaa\u00e9', '====', 'a==='])
      expect(fromBase64(text)).toBeNull();
  });
});
