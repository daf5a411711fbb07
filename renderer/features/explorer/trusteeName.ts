import { hasWord, word } from '../../app/i18n/words.ts';
import type { Trustee } from '#contract/security.ts';

/** The name of an object, the words of a well-known SID, or the SID itself. */
export const trusteeName = ({ name, code, sid }: Trustee): string =>
  name ?? (code !== null && hasWord('value', code) ? word('value', code) : sid);
