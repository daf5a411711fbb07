import { expect, it } from 'vitest';
import { convertCodes } from '#domain/draft/convert/codes.ts';
import en from '../../../app/locales/en/drafts.ts';
import ko from '../../../app/locales/ko/drafts.ts';

it.each([
  ['English', en],
  ['Korean', ko],
])('every reason has a short name in %s, and no other has', (_, { drafts: { convert } }) => {
  expect(Object.keys(convert.reasons).sort()).toEqual([...convertCodes].sort());
});
