/** The sample's encoders against the product's decoders, which share no code with them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDn } from '#domain/directory/dn.ts';
import { filetimeToMs, parseInt64, spanSeconds } from '#domain/directory/filetime.ts';
import { parseGeneralizedTime } from '#domain/directory/generalizedTime.ts';
import { guidToText } from '#domain/directory/guid.ts';
import { sidToText } from '#domain/directory/sid.ts';
import {
  dnValue,
  fileTime,
  generalizedTime,
  guidBytes,
  securityDescriptor,
  sidBytes,
  spanOfDays,
} from './encode.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const part = fc.integer({ min: 0, max: 0xffff_ffff });
const milliseconds = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2090, 0, 1) });

describe('what the encoders write, the decoders read', () => {
  it('SIDs', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const sid = `S-1-5-${parts.join('-')}`;
        expect(sidToText(sidBytes(sid))).toBe(sid);
      }),
      { numRuns },
    );
  });

  it('GUIDs', () => {
    fc.assert(
      fc.property(fc.uuid(), (guid) => {
        expect(guidToText(guidBytes(guid))).toBe(guid);
      }),
      { numRuns },
    );
  });

  it('times', () => {
    fc.assert(
      fc.property(milliseconds, (time) => {
        expect(filetimeToMs(parseInt64(fileTime(time))!)).toBe(time);
        expect(parseGeneralizedTime(generalizedTime(time))).toBe(Math.floor(time / 1000) * 1000);
      }),
      { numRuns },
    );
    expect(spanSeconds(parseInt64(spanOfDays(180))!)).toBe(180 * 86_400);
  });

  it('DN values', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (value) => {
        fc.pre(!value.includes('\0'));
        expect(parseDn(`CN=${dnValue(value)},DC=example`)[0]![0]!.value).toBe(value);
      }),
      { numRuns },
    );
  });
});

describe('security descriptors', () => {
  it('hold their parts without a gap: header, DACL, owner, group', () => {
    const aces = [
      { mask: 0xf01ff, sid: 'S-1-5-18' },
      { mask: 0x20, sid: 'S-1-5-11', object: 'bf9679c0-0de6-11d0-a285-00aa003049e2', deny: true },
      {
        mask: 1,
        sid: 'S-1-1-0',
        object: 'bf967a9c-0de6-11d0-a285-00aa003049e2',
        inheritedObject: 'bf967aba-0de6-11d0-a285-00aa003049e2',
        flags: 10,
      },
    ];
    const bytes = securityDescriptor({
      owner: 'S-1-5-32-544',
      group: 'S-1-5-18',
      aces,
      protectedDacl: true,
    });
    const view = new DataView(bytes.buffer);
    expect(view.getUint16(2, true)).toBe(0x9404);
    const [owner, group, sacl, dacl] = [4, 8, 12, 16].map((at) => view.getUint32(at, true)) as [
      number,
      number,
      number,
      number,
    ];
    expect([sacl, dacl]).toEqual([0, 20]);
    expect(view.getUint16(dacl + 4, true)).toBe(aces.length);
    const seen = [];
    let at = dacl + 8;
    while (at < dacl + view.getUint16(dacl + 2, true)) {
      const size = view.getUint16(at + 2, true);
      seen.push([bytes[at], bytes[at + 1], view.getUint32(at + 4, true), size]);
      at += size;
    }
    expect(seen).toEqual([
      [0, 0, 0xf01ff, 20],
      [6, 0, 0x20, 40],
      [5, 10, 1, 56],
    ]);
    expect(owner).toBe(at);
    expect(sidToText(bytes.slice(owner, group))).toBe('S-1-5-32-544');
    expect(sidToText(bytes.slice(group))).toBe('S-1-5-18');
  });
});
