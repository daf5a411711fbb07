import { describe, expect, it } from 'vitest';
import { indented, linesOf, placesOf } from './documentPlaces.ts';

const text = indented(
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'a', Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' },
      { Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': false } } },
    ],
  }),
);
const places = placesOf(text);
const shown = (path: string) => {
  const lines = linesOf(places, path);
  return lines && text.split('\n').slice(lines.first, lines.last + 1).map((line) => line.trim()); // prettier-ignore
};

describe('where the parts of a document stand', () => {
  it.each([
    ['Version', ['"Version": "2012-10-17",']],
    ['Statement[0].Action[1]', ['"s3:PutObject"']],
    ['Statement[0].Effect', ['"Effect": "Allow",']],
    ['Statement[1].Condition.Bool.aws:SecureTransport', ['"aws:SecureTransport": false']],
    ['Statement[1].Condition.Bool.aws:SecureTransport[0]', ['"aws:SecureTransport": false']],
    ['Statement[1].Condition.Bool', ['"Bool": {', '"aws:SecureTransport": false', '}']],
  ])('%s', (path, lines) => expect(shown(path)).toEqual(lines));

  it('a whole statement, and the nearest part around one that is missing', () => {
    expect(shown('Statement[0]')?.at(0)).toBe('{');
    expect(shown('Statement[0]')?.at(-1)).toBe('},');
    expect(shown('Statement[1].NotPrincipal')).toEqual(shown('Statement[1]'));
    expect(linesOf(places, 'Nothing')).toEqual(linesOf(places, ''));
  });

  it('one statement without a list, on one line', () => {
    expect(placesOf('{"Statement":{"Effect":"Deny"}}').get('Statement.Effect')).toEqual({
      first: 0,
      last: 0,
    });
  });

  it.each(['', '{', '{"Statement": [', '{"a": "b\n"c": 1}', '[[[', '"', '{"a" 1,,}'])(
    'ends whatever the text is: %j',
    (broken) => expect(() => placesOf(broken)).not.toThrow(),
  );

  it('what is not JSON stays as it was given', () => expect(indented('{"a": ')).toBe('{"a": '));
});
