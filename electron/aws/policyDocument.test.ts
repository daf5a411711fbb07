import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeDocument, UndecodableDocument } from './policyDocument.ts';

const object = fc.dictionary(fc.string(), fc.jsonValue());
const runs = { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) };

it('is the same document, whichever way it came', () => {
  fc.assert(
    fc.property(object, (document) => {
      const json = JSON.stringify(document);
      const same = JSON.parse(json) as unknown;
      expect(decodeDocument(json)).toEqual(same);
      expect(decodeDocument(encodeURIComponent(json))).toEqual(same);
      expect(decodeDocument(same)).toBe(same);
    }),
    runs,
  );
});

it('is decoded once: a percent sign of the document’s own stays', () => {
  const document = { Resource: 'arn:aws:s3:::b/%7Bx%7D/%2520+y' };
  expect(decodeDocument(JSON.stringify(document))).toEqual(document);
  expect(decodeDocument(encodeURIComponent(JSON.stringify(document)))).toEqual(document);
});

it('or it is refused', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        decodeDocument(text);
      } catch (error) {
        expect(error).toBeInstanceOf(UndecodableDocument);
      }
    }),
    runs,
  );
  for (const text of ['', 'hello', '%7B', '%', '{"a":1', '%7B%22a%22%3A1'])
    expect(() => decodeDocument(text)).toThrow(UndecodableDocument);
});
