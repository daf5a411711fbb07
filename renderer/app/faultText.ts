import { faultOf } from './client.ts';
import { fullTime } from './i18n/index.ts';
import { hasWord, word } from './i18n/words.ts';

/** The sentence of whatever a call ended with. */
export const faultText = (error: unknown): string => codeText(faultOf(error));

/** The sentence of a fault that came as data (a job's, a certificate's). */
export const codeText = (fault: { code: string; params: Record<string, unknown> }): string =>
  hasWord('fault', fault.code)
    ? word(
        'fault',
        fault.code,
        Object.fromEntries(Object.entries(fault.params).map(([name, value]) => [name, readable(value)])),
      )
    : `${fault.code} ${JSON.stringify(fault.params)}`;

/** Points in time come as ISO 8601 UTC, and are said as the person's own clock would. */
const readable = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? fullTime(value) : value;
