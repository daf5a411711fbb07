import { faultOf } from './client.ts';
import { hasWord, word } from './i18n/words.ts';

/** The sentence of whatever a call ended with. */
export const faultText = (error: unknown): string => codeText(faultOf(error));

/** The sentence of a fault that came as data (a job's, a certificate's). */
export const codeText = (fault: { code: string; params: Record<string, unknown> }): string =>
  hasWord('fault', fault.code)
    ? word('fault', fault.code, fault.params)
    : `${fault.code} ${JSON.stringify(fault.params)}`;
