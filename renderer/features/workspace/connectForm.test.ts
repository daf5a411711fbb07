import { describe, expect, it } from 'vitest';
import { connectionSchema } from '#contract/profiles.ts';
import { connectionOf, emptyForm, formOf, nameOf, problemsOf } from './connectForm.ts';

const filled = { ...emptyForm(), host: 'dc01.example.com' };

describe('the form of a connection', () => {
  it.each([
    ['an empty form', emptyForm(), ['host']],
    ['a host', filled, []],
    ['a domain', { ...emptyForm(), by: 'domain' as const, domain: 'example.com' }, []],
    ['a port beyond', { ...filled, port: '70000' }, ['port']],
    ['a time-out of none', { ...filled, timeoutSeconds: '0' }, ['timeoutSeconds']],
    ['a page too large', { ...filled, pageSize: '99999' }, ['pageSize']],
    ['a CA without a certificate', { ...filled, trust: 'ca' as const, pem: 'hello' }, ['pem']],
  ])('%s', (_, form, wrong) => {
    expect(Object.keys(problemsOf(form))).toEqual(wrong);
  });

  it('makes what the contract accepts, and comes back as it was', () => {
    const connection = connectionOf({ ...filled, user: ' reader ', base: '' });
    expect(connectionSchema.parse(connection)).toEqual(connection);
    expect(connection).toMatchObject({ host: 'dc01.example.com', domain: null, user: 'reader', base: null });
    const again = formOf({ id: 'p', name: 'x', connection, password: 'keychain', reads: null });
    expect(connectionOf(again)).toEqual(connection);
    expect(again.password).toBe('');
  });

  it('is named for its server where no name was given', () => {
    expect(nameOf(filled)).toBe('dc01.example.com');
  });
});
