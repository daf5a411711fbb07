import { t } from './i18n/index.ts';
import { useStatus } from './stores/status.ts';

/** Copies text and says so in the status bar. */
export async function copy(text: string): Promise<void> {
  const status = useStatus();
  await navigator.clipboard.writeText(text).then(
    () => status.tell(t('app.copied')),
    () => status.tell(t('app.copyFailed')),
  );
}
