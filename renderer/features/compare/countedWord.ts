import { number } from '../../app/i18n/index.ts';
import { word } from '../../app/i18n/words.ts';

/** The sentence of a code whose numbers are counts: grouped as the reader's language has it. */
export const countedWord = (
  namespace: string,
  code: string,
  params: Readonly<Record<string, unknown>>,
): string =>
  word(
    namespace,
    code,
    Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        typeof value === 'number' ? number(value) : value,
      ]),
    ),
  );
