import type { ConvertRemark } from '#contract/draftConvert.ts';
import { word } from '../../../app/i18n/words.ts';
import { lengthText } from '../../access/says.ts';

export const remarkText = ({ code, params }: ConvertRemark): string => word('draftConvert', code, params);

/** An ISO 8601 duration of hours and minutes, in words. */
export function sessionText(duration: string): string {
  const found = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration);
  if (!found) return duration;
  return lengthText(Number(found[1] ?? 0) * 3600 + Number(found[2] ?? 0) * 60);
}
