import { describe, expect, it } from 'vitest';
import { checkFilter } from './queries.ts';

describe('a filter that is checked', () => {
  it('comes back in its one spelling, with the attributes it asks about', () => {
    expect(checkFilter(' (&(cn = a)(!(CN=b)) (mail=*)) ')).toEqual({
      ok: true,
      filter: '(&(cn= a)(!(CN=b))(mail=*))',
      attributes: ['cn', 'CN', 'mail'],
      notes: [],
    });
  });

  it('says what runs differently than it reads', () => {
    expect(
      checkFilter('(&(a:1.2.3:=x)(whenCreated>={now-7d:generalizedTime})(b:CASEEXACTMATCH:=y))'),
    ).toMatchObject({
      ok: true,
      notes: [
        { code: 'ruleUnknown', position: 5, text: '1.2.3' },
        { code: 'timeOpen', position: 28, text: '{now-7d:generalizedTime}' },
      ],
    });
  });

  it.each([
    ['', 'open', 0],
    ['(&)', 'emptyList', 2],
    [String.raw`(cn=\x)`, 'escape', 4],
  ])('%s is none', (text, code, position) => {
    expect(checkFilter(text)).toEqual({ ok: false, code, position });
  });
});
