import { expect, it } from 'vitest';
import { parseFilter } from './parse.ts';
import { resolveTimes, timesIn } from './times.ts';
import { serverForm } from './serverForm.ts';
import { formatFilter } from './format.ts';

const now = Date.parse('2026-03-01T08:00:00Z');

it.each([
  ['(a>={now:filetime})', '(a>=134168256000000000)'],
  ['(a>={now-90d:filetime})', '(a>=134090496000000000)'],
  ['(a<={now+30m:generalizedTime})', '(a<=20260301083000.0Z)'],
  ['(a<={now-1h:generalizedTime})(b={now:generalizedTime})', '(a<=20260301070000.0Z)(b=20260301080000.0Z)'],
  ['(a<={now+999999d:generalizedTime})', '(a<=47640126080000.0Z)'],
  // Braces that mean something else stay.
  ['(cn={31B2F340-016D-11D2-945F-00C04FB984F9})', '(cn={31B2F340-016D-11D2-945F-00C04FB984F9})'],
  ['(a={now-1y:filetime})', '(a={now-1y:filetime})'],
])('%s', (text, resolved) => {
  expect(resolveTimes(text, now)).toBe(resolved);
});

it('says where they stand', () => {
  expect(timesIn('(a={now:filetime})')).toEqual([{ text: '{now:filetime}', position: 3 }]);
});

it.each([
  [
    '(objectGUID=00112233-4455-6677-8899-aabbccddeeff)',
    String.raw`(objectGUID=\33\22\11\00\55\44\77\66\88\99\aa\bb\cc\dd\ee\ff)`,
  ],
  [
    '(!(|(rightsGuid=00112233-4455-6677-8899-aabbccddeeff)(cn=a)))',
    '(!(|(rightsGuid=00112233-4455-6677-8899-aabbccddeeff)(cn=a)))',
  ],
  ['(objectSid=S-1-5-32-544)', '(objectSid=S-1-5-32-544)'],
])('a server is asked %s as', (text, asked) => {
  expect(formatFilter(serverForm(parseFilter(text)))).toBe(asked);
});
