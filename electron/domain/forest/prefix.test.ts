import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePrefix } from './prefix.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

describe('a subnet named after a prefix', () => {
  it.each([
    ['10.1.0.0/16', 'ipv4', '10.1.0.0', 16, null],
    ['0.0.0.0/0', 'ipv4', '0.0.0.0', 0, null],
    ['192.0.2.7/32', 'ipv4', '192.0.2.7', 32, null],
    ['192.0.2.7/24', 'ipv4', '192.0.2.7', 24, 'hostBits'],
    ['2001:0DB8:0:0:0:0:0:0/32', 'ipv6', '2001:db8::', 32, null],
    ['2001:db8:0:1::/64', 'ipv6', '2001:db8:0:1::', 64, null],
    ['2001:db8:0:0:1:0:0:1/128', 'ipv6', '2001:db8::1:0:0:1', 128, null],
    ['::ffff:192.0.2.0/120', 'ipv6', '::ffff:c000:200', 120, null],
    ['::/0', 'ipv6', '::', 0, null],
    ['fd00::1/48', 'ipv6', 'fd00::1', 48, 'hostBits'],
  ])('%s', (name, family, network, prefixLength, problem) =>
    expect(parsePrefix(name)).toEqual({ family, network, prefixLength, problem }),
  );

  it.each([
    ['10.1.0.0', 'noPrefix'],
    ['10.1.0.0/', 'noPrefix'],
    ['10.1.0.0/x', 'noPrefix'],
    ['10.1.0.0/33', 'prefixTooLong'],
    ['::/129', 'prefixTooLong'],
    ['10.1.0/16', 'notAnAddress'],
    ['10.01.0.0/16', 'notAnAddress'],
    ['256.0.0.0/8', 'notAnAddress'],
    ['1::2::3/64', 'notAnAddress'],
    ['1:2:3:4:5:6:7:8:9/64', 'notAnAddress'],
    ['1:2:3:4:5:6:7:192.0.2.1/64', 'notAnAddress'],
    ['12345::/16', 'notAnAddress'],
  ])('%s is none', (name, problem) => expect(parsePrefix(name)).toMatchObject({ family: null, problem }));

  it('takes any text, and its own shortest form again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV6(), fc.ipV4()), fc.nat(140), (address, length) => {
        const prefix = parsePrefix(`${address}/${length}`);
        const again = prefix.network === null ? prefix : parsePrefix(`${prefix.network}/${length}`);
        expect(again).toEqual(prefix);
      }),
      { numRuns },
    );
  });
});
