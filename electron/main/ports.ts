/** Electron's ports and processes in the shape of the contract's `Port`. */
import type { Port } from '#contract/shell.ts';

/** `MessagePortMain`, of which both main and a utility process have one kind. */
export interface ElectronPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

export function portOf(port: ElectronPort): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}

/** Passes everything between two ports; when one goes, so does the other. */
export function join(a: Port, b: Port): void {
  a.onMessage((message) => b.postMessage(message));
  b.onMessage((message) => a.postMessage(message));
  a.onClose(() => b.close());
  b.onClose(() => a.close());
}
