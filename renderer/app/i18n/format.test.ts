import { describe, expect, it } from 'vitest';
import { formatMessage } from './format.ts';

const cases: {
  message: string;
  values: Record<string, string | number | string[]>;
  locale: string;
  says: string;
}[] = [
  { message: 'plain @ text | with {braces', values: {}, locale: 'en', says: 'plain @ text | with {braces' },
  { message: '{count} {count|object|objects}', values: { count: 1 }, locale: 'en', says: '1 object' },
  {
    message: '{count} {count|object|objects}',
    values: { count: 1024331 },
    locale: 'en',
    says: '1,024,331 objects',
  },
  { message: '개체 {count}개', values: { count: 1024331 }, locale: 'ko', says: '개체 1,024,331개' },
  { message: 'names: {names}', values: { names: ['a', 'b'] }, locale: 'en', says: 'names: a, b' },
  { message: 'missing: {nobody}.', values: {}, locale: 'en', says: 'missing: .' },
];

describe('messages', () => {
  it.each(cases)('$message in $locale', ({ message, values, locale, says }) => {
    expect(formatMessage(message, (name) => values[name], locale)).toBe(says);
  });
});
