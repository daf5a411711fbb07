import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sidToBytes } from '../directory/sid.ts';
import { parseTrustInfo } from './trustInfo.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const utf8 = new TextEncoder();
const u32 = (value: number) => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255];
const field = (bytes: Uint8Array) => [...u32(bytes.length), ...bytes];
const record = (type: number, flags: number, data: readonly number[]) => {
  const body = [...u32(flags), ...u32(0), ...u32(0), type, ...data];
  return [...u32(body.length), ...body];
};
const info = (...records: number[][]) =>
  Uint8Array.from([...u32(1), ...u32(records.length), ...records.flat()]);
const sid = 'S-1-5-21-1-2-3';
const suffix = (name: string, flags = 0) => record(0, flags, field(utf8.encode(name)));
const exclusion = (name: string) => record(1, 0, field(utf8.encode(name)));
const domain = (flags = 0) =>
  record(2, flags, [
    ...field(sidToBytes(sid)!),
    ...field(utf8.encode('p.example')),
    ...field(utf8.encode('P')),
  ]);

describe('forest trust information', () => {
  it('holds suffixes, exclusions and domains', () => {
    expect(
      parseTrustInfo(
        info(suffix('p.example'), suffix('off.example', 2), exclusion('x.p.example'), domain(), domain(1)),
      ),
    ).toEqual([
      { is: 'suffix', name: 'p.example', netbios: null, sid: null, enabled: true },
      { is: 'suffix', name: 'off.example', netbios: null, sid: null, enabled: false },
      { is: 'exclusion', name: 'x.p.example', netbios: null, sid: null, enabled: true },
      { is: 'domain', name: 'p.example', netbios: 'P', sid, enabled: true },
      { is: 'domain', name: 'p.example', netbios: 'P', sid, enabled: false },
    ]);
  });

  it('passes over records of types it does not know', () => {
    expect(parseTrustInfo(info(record(3, 0, [1, 2, 3]), suffix('p')))).toMatchObject([{ name: 'p' }]);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['another version', Uint8Array.from([...u32(2), ...u32(0)])],
    ['fewer records than it says', Uint8Array.from([...u32(1), ...u32(5), ...suffix('p')])],
    ['a record longer than the value', Uint8Array.from([...u32(1), ...u32(1), ...u32(0xffff_ffff), 0])],
    ['a record shorter than its head', Uint8Array.from([...u32(1), ...u32(1), ...u32(3), 0, 0, 0])],
    ['a name longer than its record', info(record(0, 0, [...u32(9), 65]))],
    ['a name that is no text', info(record(0, 0, field(Uint8Array.of(0xff))))],
    ['a domain without its names', info(record(2, 0, field(sidToBytes(sid)!)))],
    ['a count of four thousand million', Uint8Array.from([...u32(1), ...u32(0xffff_ffff), ...suffix('p')])],
  ])('is refused with %s', (_, bytes) => expect(parseTrustInfo(bytes)).toBeNull());

  it('takes any bytes, also such that were cut or changed', () => {
    const whole = info(suffix('p.example'), exclusion('x'), domain());
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length - 1), fc.nat(255), (cut, at, byte) => {
        const bytes = whole.slice(0, cut);
        if (at < cut) bytes[at] = byte;
        const names = parseTrustInfo(bytes);
        expect(names === null || names.length <= 3).toBe(true);
        parseTrustInfo(bytes.subarray(Math.min(1, bytes.length)));
      }),
      { numRuns },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        parseTrustInfo(Uint8Array.from([1, 0, 0, 0, ...bytes]));
      }),
      { numRuns },
    );
  });
});
