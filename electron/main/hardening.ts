/** The window is hostile ground: it may not navigate, open windows, ask for permissions, or speak from another origin. */
import { app, type IpcMainEvent, type IpcMainInvokeEvent, type Session, type WebContents } from 'electron';
import { isOurs } from './scheme.ts';
import { hardenPage } from './signIn/pages.ts';
import { isSignIn } from './signIn/session.ts';

export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  // Nothing but our own files is ever fetched, whatever a page asks for.
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({
      cancel:
        !isOurs(details.url) &&
        !details.url.startsWith('devtools://') &&
        !details.url.startsWith('data:image/'),
    }),
  );
  session.on('will-download', (event) => event.preventDefault());
}

function hardenContents(contents: WebContents, onAddress: (address: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    onAddress(url);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** `onAddress`: what a page of ours would open in a window of its own, which it never gets. */
export function hardenApp(onAddress: (address: string) => void): void {
  // Whatever is not known to be an identity provider's page is ours.
  app.on('web-contents-created', (_event, contents) =>
    isSignIn(contents.session) ? hardenPage(contents) : hardenContents(contents, onAddress),
  );
}

/** A message counts only from the main frame of our own page. */
export function fromOurPage(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOurs(frame.url);
}
