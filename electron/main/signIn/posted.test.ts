import { expect, it } from 'vitest';
import { responseIn } from './posted.ts';

const parts = (...texts: string[]) => texts.map((text) => ({ bytes: Buffer.from(text) }));

it.each<[string, Parameters<typeof responseIn>[0], string | null]>([
  ['a form', parts('SAMLResponse=PD94%2Bbg%3D%3D&RelayState=x'), 'PD94+bg=='],
  ['a form in pieces', parts('RelayState=x&SAMLRes', 'ponse=PD%', '3D'), 'PD='],
  ['another form', parts('user=kim&password=x'), null],
  ['an empty field', parts('SAMLResponse='), null],
  ['no body', undefined, null],
  ['an empty body', [], null],
  ['a file', [...parts('SAMLResponse=PD94'), {}], null],
  ['far too much', parts(`SAMLResponse=${'A'.repeat(600_000)}`), null],
])('of %s', (_, body, response) => expect(responseIn(body)).toBe(response));
