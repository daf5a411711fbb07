import { t } from './i18n/index.ts';
import { useStatus } from './stores/status.ts';

/**
 * Writes text to the clipboard as the answer to a copy of our own: that needs a person's key or click and no permission,
 * of which the window has none.
 */
function write(text: string): boolean {
  const answer = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', answer, { capture: true, once: true });
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', answer, { capture: true });
  }
}

/** Copies text and says so in the status bar. */
export function copy(text: string): void {
  useStatus().tell(t(write(text) ? 'app.copied' : 'app.copyFailed'));
}
