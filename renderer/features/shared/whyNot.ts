import { hasMessage, t } from '../../app/i18n/index.ts';
import { hasWord, word } from '../../app/i18n/words.ts';

/** The sentence of a code why something of AWS was not read. */
export function whyNot(code: string): string {
  const own = `estate.why.${code}`;
  if (hasMessage(own)) return t(own);
  return hasWord('missing', code)
    ? word('missing', code)
    : hasWord('fault', code)
      ? word('fault', code)
      : code;
}
