import { expect, it } from 'vitest';
import { encodeFolded } from './alphabet.ts';
import { fold } from './fold.ts';
import { foldedCharacter, unitAt } from './foldedCharacters.ts';
import { orderBytes } from './orderBytes.ts';

const parts = ['x', '가', ' ', 'é', '\u0301'];

/** `x` before each part and behind the last. */
function joined(pick: (text: string) => Uint8Array | undefined): number[] {
  const bytes = parts.flatMap((text) => [...(pick(text) ?? [])]);
  return bytes.filter((byte, at) => !(isSpace(byte) && at > 0 && isSpace(bytes[at - 1]!)));
}
const isSpace = (byte: number): boolean => byte === 1 || byte === 0x20;

it('folds every character among others as the whole text is folded', () => {
  const wrong: string[] = [];
  let alone = 0;
  for (let unit = 0x80; unit < 0x10000; unit++) {
    const known = foldedCharacter(unit);
    if (!known) continue;
    alone++;
    const character = String.fromCharCode(unit);
    const bytes = Buffer.from(character);
    const around = `x${character}x`;
    const codes = [...encodeFolded('x'), ...known.codes, ...encodeFolded('x')];
    if (unitAt(bytes, 0, bytes.length) !== unit) wrong.push(`${unit.toString(16)}: not decoded`);
    if (!Buffer.from(codes).equals(encodeFolded(around))) wrong.push(`${unit.toString(16)}: codes`);
    const order = [0x78, ...known.order, 0x78, 0];
    if (!Buffer.from(order).equals(orderBytes(fold(around)))) wrong.push(`${unit.toString(16)}: order`);
  }
  expect(wrong).toEqual([]);
  expect(alone).toBeGreaterThan(60_000);
});

it('takes several one after the other, spaces once', () => {
  const text = parts.join('');
  const pieces = (of: 'codes' | 'order') => (one: string) =>
    one === 'x' || one === ' '
      ? of === 'codes'
        ? encodeFolded(`a${one}a`).slice(1, -1)
        : orderBytes(fold(`a${one}a`)).slice(1, -2) // prettier-ignore
      : foldedCharacter(one.charCodeAt(0))?.[of];
  expect(joined(pieces('codes'))).toEqual([...encodeFolded(text)]);
  expect([...joined(pieces('order')), 0]).toEqual([...orderBytes(fold(text))]);
});

it.each([
  [[0xc3]],
  [[0xc3, 0x28]],
  [[0xed, 0xa0]],
  [[0xf0, 0x9f, 0x98, 0x80]],
  [[0xe0, 0x80, 0x80]],
  [[0x80]],
])('decodes nothing of %j', (bytes) => {
  expect(unitAt(Uint8Array.from(bytes), 0, bytes.length)).toBe(0);
  expect(foldedCharacter(0)).toBeNull();
});

it.each(['Σ', 'ϲ'.toUpperCase(), '\ud800', 'ﷺ'])('leaves %s to the whole text', (character) => {
  expect(foldedCharacter(character.charCodeAt(0))).toBeNull();
});
