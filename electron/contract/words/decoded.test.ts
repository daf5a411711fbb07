import { expect, it } from 'vitest';
import type { DecodedValue } from '../shapes.ts';
import { decodedParts } from './decoded.ts';

const say = { value: (code: string) => `<${code}>`, flag: (code: string) => `[${code}]` };

it.each<[what: string, value: DecodedValue, parts: string[]]>([
  ['plain text', { text: 'Ann' }, ['Ann']],
  ['a sentence that says all', { text: '9223372036854775807', code: 'never' }, ['<never>']],
  ['a span', { text: 'P1D', code: 'span.oneDay' }, ['<span.oneDay>']],
  [
    'a time with an explanation',
    { text: '2026-01-01T00:00:00Z', code: 'lastLogonReplicated' },
    ['2026-01-01T00:00:00Z', '<lastLogonReplicated>'],
  ],
  [
    'a SID with its name',
    { text: 'S-1-5-32-544', code: 'wellKnown.administrators' },
    ['S-1-5-32-544', '<wellKnown.administrators>'],
  ],
  ['bits', { text: '0x202', flags: ['a', 'b'] }, ['0x202', '[a]', '[b]']],
  ['no text', { text: '', code: 'group.global.security' }, ['<group.global.security>']],
  ['nothing', { text: '' }, ['']],
])('%s', (_what, value, parts) => {
  expect(decodedParts(value, say)).toEqual(parts);
});
