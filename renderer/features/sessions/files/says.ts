import { t } from '../../../app/i18n/index.ts';
import { hasWord, word } from '../../../app/i18n/words.ts';
import type { FoundProfile } from '#contract/sessions/awsFiles.ts';

/** What to know of a profile, in a sentence. */
export const noteText = ({ code, params }: FoundProfile['notes'][number]): string =>
  word(hasWord('awsImportNote', code) ? 'awsImportNote' : 'awsProfileProblem', code, params);

const sources = ['keysOnly', 'temporaryKeys', 'processOnly', 'loginOnly'] as const;
/** Of a profile that names no session of its own, and can sign for one. */
export const sourceNote = ({ notes }: FoundProfile) =>
  sources.find((code) => notes.some((each) => each.code === code)) ?? null;

/** What a profile would become here. */
export function whatText(profile: FoundProfile): string {
  const { request, managed } = profile;
  return managed
    ? t('sessions.files.managed')
    : request === null
      ? t(`sessions.files.what.${sourceNote(profile) ?? 'nothing'}`)
      : t(`sessions.request.kinds.${request.kind}`);
}
