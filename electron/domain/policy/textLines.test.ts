import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indented, linesOf, placesOf } from './textLines.ts';

const document = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['a:b', 'a:c'],
      Resource: [],
      Condition: { Null: { 'aws:PrincipalTag/x.y': 'true' } },
    },
  ],
};

it.each([
  ['', 1, 18],
  ['Version', 2, 2],
  ['Statement[0]', 4, 16],
  ['Statement[0].Action', 6, 9],
  ['Statement[0].Action[1]', 8, 8],
  ['Statement[0].Resource', 10, 10],
  ['Statement[0].Condition.Null.aws:PrincipalTag/x.y', 13, 13],
  ['Statement[0].Principal', 4, 16],
])('%s', (path, from, to) => {
  expect(linesOf(placesOf(document), path)).toEqual({ from, to });
});

it('every part stands where its text does', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
      const text = indented(JSON.stringify(json))!;
      const places = placesOf(JSON.parse(text));
      expect(places.get('')).toEqual({ from: 1, to: text.split('\n').length });
    }),
    { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
  );
});
