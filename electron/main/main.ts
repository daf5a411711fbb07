/** Electron's main: one window, one engine, and the border between them. No domain code. */
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  MessageChannelMain,
  type MessagePortMain,
  session,
  shell,
} from 'electron';
import { z } from 'zod';
import { targetFormatSchema } from '#contract/exports.ts';
import { ensureConfigFolder } from '#shell/configFolder.ts';
import { builtFolder } from '#shell/entries.ts';
import { safeFileName } from '#shell/fileName.ts';
import { digestSchema, forgetCopied } from './copied.ts';
import { type EngineProcess, startEngine } from './engine.ts';
import { fromOurPage, hardenApp, hardenSession } from './hardening.ts';
import { setMenu } from './menu.ts';
import { namedWorkspace } from './namedWorkspace.ts';
import { registerScheme, servePages } from './scheme.ts';
import { signIn } from './signIn/signIn.ts';
import { createWindow } from './window.ts';

const kindSchema = z.enum(['open', 'create', 'import']);
const targetSchema = z.object({ suggestedName: z.string().max(4096), format: targetFormatSchema });
const providerSchema = z.string().max(200);
const workspaceFilter = { name: 'Treeline workspace', extensions: ['treeline'] };

/** Asks the person for a file; answers with its path, or null when they changed their mind. */
async function askForFile(window: BrowserWindow, kind: z.infer<typeof kindSchema>): Promise<string | null> {
  if (kind === 'create')
    return (await dialog.showSaveDialog(window, { filters: [workspaceFilter] })).filePath || null;
  const filters = kind === 'open' ? [workspaceFilter] : [];
  return (await dialog.showOpenDialog(window, { properties: ['openFile'], filters })).filePaths[0] ?? null;
}

/** Asks where to write an export; the dialog itself asks before it replaces a file. */
async function askForTarget(
  window: BrowserWindow,
  { suggestedName, format }: z.infer<typeof targetSchema>,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: safeFileName(suggestedName, format),
    filters: [{ name: format.toUpperCase(), extensions: [format] }],
  });
  return canceled || !filePath ? null : filePath;
}

/** What a page gets while no engine runs: it sees the port close and says so. */
function deadPort(): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain();
  port1.close();
  return port2;
}

/** In the person's own browser, where it is an address that the engine gave out for it. */
async function openOutside(engine: EngineProcess | null, address: string): Promise<void> {
  const given = (await engine?.givenAddress(address)) ?? null;
  if (given !== null && /^https?:/.test(given)) await shell.openExternal(given).catch(() => undefined);
}

function run(configFolder: string): void {
  registerScheme();
  let window: BrowserWindow | null = null;
  let engine: EngineProcess | null = null;
  hardenApp((address) => void openOutside(engine, address));
  let quitting = false;

  const start = (workspace: string | null) => {
    const started = startEngine(configFolder, workspace, () => {
      if (engine === started) engine = null;
    });
    engine = started;
  };
  const connect = () => window?.webContents.postMessage('port', null, [engine?.connect() ?? deadPort()]);

  ipcMain.on('want-port', (event) => {
    if (fromOurPage(event)) connect();
  });
  ipcMain.handle('restart-engine', async (event) => {
    if (!fromOurPage(event)) return;
    // The old one must be gone: it holds the workspace, and the new one opens the same.
    await engine?.kill();
    if (quitting) return;
    if (!engine) start(null);
    connect();
  });
  ipcMain.handle('pick-file', async (event, asked: unknown) => {
    const kind = kindSchema.safeParse(asked);
    if (!fromOurPage(event) || !kind.success || !window || !engine) return null;
    const path = await askForFile(window, kind.data);
    return path === null ? null : engine.deposit(path);
  });

  ipcMain.handle('pick-target', async (event, asked: unknown) => {
    const wanted = targetSchema.safeParse(asked);
    if (!fromOurPage(event) || !wanted.success || !window || !engine) return null;
    const path = await askForTarget(window, wanted.data);
    return path === null ? null : engine.deposit(path, 'target');
  });

  ipcMain.handle('sign-in', async (event, asked: unknown) => {
    const provider = providerSchema.safeParse(asked);
    if (!fromOurPage(event) || !provider.success || !engine) return null;
    // The page names a provider and never an address; the response goes to the engine and never to the page.
    const url = await engine.signInUrl(provider.data);
    if (url === null || !window) return null;
    const response = await signIn(window, provider.data, url);
    return response === null ? null : (engine?.depositResponse(response) ?? null);
  });

  ipcMain.handle('forget-copied', (event, asked: unknown) => {
    const digest = digestSchema.safeParse(asked);
    return fromOurPage(event) && digest.success && forgetCopied(digest.data);
  });

  app.on('second-instance', (_event, args, folder) => {
    window?.show();
    window?.focus();
    const workspace = namedWorkspace(args, folder);
    if (workspace) engine?.open(workspace);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (quitting || !engine) return;
    // The engine closes the workspace first; its own limits bound the wait.
    event.preventDefault();
    quitting = true;
    void engine.close().finally(() => app.quit());
  });

  void app.whenReady().then(() => {
    hardenSession(session.defaultSession);
    servePages(builtFolder('renderer'));
    setMenu();
    start(namedWorkspace(process.argv.slice(1), process.cwd()));
    window = createWindow();
    window.on('closed', () => {
      window = null;
    });
  });
}

// The sandbox is on for every process, whatever a later option forgets.
app.enableSandbox();
// Chromium keeps its own files apart from ours; the folder also says which instance is the single one.
const configFolder = ensureConfigFolder();
app.setPath('userData', join(configFolder, 'window'));
if (app.requestSingleInstanceLock()) run(configFolder);
else app.quit();
