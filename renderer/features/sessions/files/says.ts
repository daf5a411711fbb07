import { t } from '../../../app/i18n/index.ts';
import { hasWord, word } from '../../../app/i18n/words.ts';
import type { FoundProfile } from '#contract/sessions/awsFiles.ts';

/** What to know of a profile, in a sentence. */
export const noteText = ({ code, params }: FoundProfile['notes'][number]): string =>
  word(hasWord('awsImportNote', code) ? 'awsImportNote' : 'awsProfileProblem', code, params);

/** What a profile would become here. */
export const whatText = ({ request, managed }: FoundProfile): string =>
  managed
    ? t('sessions.files.managed')
    : request === null
      ? t('sessions.files.nothing')
      : t(`sessions.request.kinds.${request.kind}`);
