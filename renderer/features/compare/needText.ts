import { hasWord, word } from '../../app/i18n/words.ts';
import type { FitNeed } from '#contract/fit.ts';
import { countedWord } from './countedWord.ts';

/** What a forest needs of a feature, in a line: what was counted, or why nothing is known. */
export const needText = ({ state, of, count }: FitNeed): string =>
  of !== null && count !== null && count > 0
    ? countedWord('fit', `count.${of}`, { count })
    : word('fit', `need.${state}`);

/** The same without its number, which stands before it where rows are below each other. */
export const needSubject = (need: FitNeed): string => needText(need).replace(/:\s*[\d.,\s]+$/u, '');

/** Why a need was not readable. */
export const needWhy = (why: string): string =>
  hasWord('forest', `notRead.${why}`)
    ? word('forest', `notRead.${why}`)
    : hasWord('missing', why)
      ? word('missing', why)
      : why;
