/** Signing in at an identity provider's own page, up to the response that it posts to AWS. What is typed there is never read. */
import { BrowserWindow } from 'electron';
import { mayVisit } from '#domain/session/saml/signInAddress.ts';
import { showAddress, windowOptions } from './pages.ts';
import { signInSession } from './session.ts';

const limitMs = 10 * 60_000;

/** One at a time: it is one person who signs in. */
let current: {
  readonly provider: string;
  readonly window: BrowserWindow;
  readonly response: Promise<string | null>;
} | null = null;

/**
 * The response in base64, as the page posted it. Null: the person closed the window, or ten minutes passed. A second call
 * for the same provider shows the window that is open; for another one it takes its place.
 */
export function signIn(parent: BrowserWindow, provider: string, url: string): Promise<string | null> {
  if (current?.provider === provider) {
    current.window.focus();
    return current.response;
  }
  current?.window.destroy();
  if (!mayVisit(url)) return Promise.resolve(null);

  const { promise, resolve } = Promise.withResolvers<string | null>();
  const window = new BrowserWindow({ ...windowOptions(signInSession(provider, resolve)), parent });
  const close = (): void => {
    if (!window.isDestroyed()) window.destroy();
  };
  const timer = setTimeout(close, limitMs);
  parent.once('closed', close);
  window.once('closed', () => resolve(null));
  const mine = {
    provider,
    window,
    response: promise.finally(() => {
      clearTimeout(timer);
      parent.off('closed', close);
      if (current === mine) current = null;
      signInSession(provider, null);
      close();
    }),
  };
  current = mine;
  showAddress(window);
  // The title says how it failed.
  window.loadURL(url).catch(() => {});
  return mine.response;
}
