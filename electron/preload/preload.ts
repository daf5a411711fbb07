/** The only thing between the page and main: a port to the engine, and five questions. */
import { contextBridge, ipcRenderer } from 'electron';

const isFileKind = (kind: unknown): kind is 'open' | 'create' | 'import' =>
  kind === 'open' || kind === 'create' || kind === 'import';

contextBridge.exposeInMainWorld('treeline', {
  shell: 'electron',
  pickFile: async (kind: unknown) => (isFileKind(kind) ? ipcRenderer.invoke('pick-file', kind) : null),
  /** Where to write an export; main checks what is asked for. */
  pickTarget: async (suggestedName: unknown, format: unknown) =>
    typeof suggestedName === 'string' && typeof format === 'string'
      ? ipcRenderer.invoke('pick-target', { suggestedName, format })
      : null,
  /** Signs in at an identity provider; main asks the engine where. */
  signIn: async (provider: unknown) =>
    typeof provider === 'string' ? ipcRenderer.invoke('sign-in', provider) : null,
  /** Clears the clipboard where it still holds the text of this digest. */
  forgetCopied: async (digest: unknown) =>
    typeof digest === 'string' ? ipcRenderer.invoke('forget-copied', digest) : false,
  restartEngine: async () => ipcRenderer.invoke('restart-engine'),
});

// To our own origin alone: a page that is not ours would not get the port.
ipcRenderer.on('port', (event) => window.postMessage('treeline:port', location.origin, [...event.ports]));
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send('want-port'));
