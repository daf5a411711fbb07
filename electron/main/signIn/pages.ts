/** An identity provider's page, and every window that it opens: it may go where people may be led, and nothing else. */
import type { BrowserWindow, BrowserWindowConstructorOptions, Event, Session, WebContents } from 'electron';
import { mayVisit } from '#domain/session/saml/signInAddress.ts';

const mostChildren = 3;
/** Of a host's name only the end says whose it is. */
const mostOfHost = 60;
/** Chromium's code for a load that something else took the place of. */
const aborted = -3;

export const windowOptions = (session: Session): BrowserWindowConstructorOptions => ({
  width: 560,
  height: 760,
  title: 'Treeline',
  autoHideMenuBar: true,
  webPreferences: {
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    safeDialogs: true,
  },
});

/** For contents of a sign-in partition, as soon as they are made. */
export function hardenPage(contents: WebContents): void {
  const onlyWhereAllowed = (event: Event, url: string): void => {
    if (!mayVisit(url)) event.preventDefault();
  };
  contents.on('will-navigate', onlyWhereAllowed);
  contents.on('will-redirect', onlyWhereAllowed);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // Electron would send the first certificate of this machine, unasked.
  contents.on('select-client-certificate', (event, _url, _certificates, choose) => {
    event.preventDefault();
    (choose as () => void)();
  });
  let children = 0;
  contents.setWindowOpenHandler(({ url }) =>
    mayVisit(url) && children < mostChildren
      ? { action: 'allow', overrideBrowserWindowOptions: windowOptions(contents.session) }
      : { action: 'deny' },
  );
  contents.on('did-create-window', (child) => {
    children += 1;
    child.once('closed', () => (children -= 1));
    showAddress(child);
  });
}

/** The title says where one is, by the address that was loaded; a page cannot say otherwise. */
export function showAddress(window: BrowserWindow): void {
  const { webContents } = window;
  window.on('page-title-updated', (event) => event.preventDefault());
  webContents.on('did-navigate', (_event, url) => window.setTitle(`${placeOf(url)} – Treeline`));
  webContents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    if (isMainFrame && code !== aborted) window.setTitle(`${placeOf(url)} – ${description}`);
  });
}

function placeOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host.length > mostOfHost ? `…${host.slice(-mostOfHost)}` : host}`;
}
