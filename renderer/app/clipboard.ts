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
  forgetSecret();
  useStatus().tell(t(write(text) ? 'app.copied' : 'app.copyFailed'));
}

/** How long a secret stays in the clipboard, ms. */
export const secretCopiedFor = 30_000;
/** Ends what waits to clear the secret that was copied last. */
let forgetSecret: () => void = () => undefined;

const digestOf = async (text: string): Promise<string> =>
  Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/**
 * Copies a secret, and clears the clipboard half a minute later if it still holds it: the desktop's main process does it. Where
 * a window may not look, it is cleared unless something else was copied here meanwhile. Writing without a person's key or
 * click may be refused too: then the next one in this window clears it.
 */
export function copySecret(text: string): void {
  forgetSecret();
  const status = useStatus();
  if (!write(text)) {
    status.tell(t('app.copyFailed'));
    return;
  }
  status.tell(t('sessions.clipboard.copied', { count: secretCopiedFor / 1000 }));
  const digest = digestOf(text);
  const over = new AbortController();
  const timer = setTimeout(() => void clear(), secretCopiedFor);
  forgetSecret = () => {
    clearTimeout(timer);
    over.abort();
    forgetSecret = () => undefined;
  };
  // Something else that is copied here by hand is not ours to clear.
  document.addEventListener('copy', () => forgetSecret(), { signal: over.signal });
  document.addEventListener('cut', () => forgetSecret(), { signal: over.signal });

  async function clear() {
    if (window.treeline) {
      const held = await window.treeline.forgetCopied(await digest).catch(() => false);
      return held ? cleared() : forgetSecret();
    }
    const held = await navigator.clipboard.readText().catch(() => null);
    if (over.signal.aborted) return;
    if (held !== null && (await digestOf(held)) !== (await digest)) return forgetSecret();
    if (
      await navigator.clipboard.writeText('').then(
        () => true,
        () => false,
      )
    )
      return cleared();
    if (over.signal.aborted) return;
    status.tell(t('sessions.clipboard.later'));
    const { signal } = over;
    // A space: an empty answer leaves some clipboards as they were.
    const byHand = () => write(' ') && cleared();
    for (const event of ['keydown', 'pointerdown'] as const)
      window.addEventListener(event, byHand, { capture: true, signal });
    window.addEventListener(
      'focus',
      () => void navigator.clipboard.writeText('').then(cleared, () => undefined),
      {
        signal,
      },
    );
  }
  function cleared() {
    if (over.signal.aborted) return;
    forgetSecret();
    status.tell(t('sessions.clipboard.cleared'));
  }
}
