/** The one window. */
import { fileURLToPath } from 'node:url';
import { BrowserWindow, nativeTheme } from 'electron';
import { isOurs, origin } from './scheme.ts';

export function createWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1360,
    height: 860,
    minWidth: 800,
    minHeight: 520,
    show: false,
    title: 'Treeline',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181a' : '#ffffff',
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  const showOurPage = () => void window.loadURL(`${origin}/`);
  // A way out that no event announces beforehand (about:blank is one) leads back.
  window.webContents.on('did-navigate', (_event, url) => {
    if (!isOurs(url)) showOurPage();
  });
  showOurPage();
  return window;
}
