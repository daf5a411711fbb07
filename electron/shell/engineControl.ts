/**
 * The engine in a process of its own, as Electron's main sees it: a control port for the few things that are not in the
 * contract, and a port for each window. The same over transferred ports and over a multiplexed process channel.
 */
import type { z } from 'zod';
import type { Child, Port, Shell } from '#contract/shell.ts';
import { Fault } from '#contract/faults.ts';
import { createEngine, type Engine } from '#engine/engine.ts';
import { servePort } from '#engine/serve.ts';
import { type ControlAnswer, controlSchema, type startSchema } from './engineMessages.ts';
import { openFirstWorkspace, openNamed } from './firstWorkspace.ts';
import { builtParts, version } from './nodeShell.ts';

const closeLimitMs = 8000;

/** How this process reaches its surroundings. */
export interface EngineLink {
  readonly control: Port;
  /** Called once the engine is ready; windows that came before then wait on the other side of this call. */
  onWindow(listener: (port: Port) => void): void;
  startVault(): Promise<Child>;
}

/** Runs the engine on `link` until it is told to close or its parent is gone. */
export function runEngine(link: EngineLink, exit: (code: number) => void): void {
  let ready: Promise<Engine> | null = null;
  const start = async ({ configFolder, workspace }: z.infer<typeof startSchema>) => {
    const shell: Shell = {
      kind: 'electron',
      version,
      configFolder,
      ...builtParts(),
      startChild: () => link.startVault(),
    };
    const engine = createEngine(shell);
    // A named file that does not open must not keep the window from opening.
    await openFirstWorkspace(engine, workspace).catch((error: unknown) => {
      if (!(error instanceof Fault)) throw error;
      return openFirstWorkspace(engine, null);
    });
    link.onWindow((port) => servePort(engine, port));
    return engine;
  };
  const answer = (message: ControlAnswer) => link.control.postMessage(message);
  /** Whoever asked must hear something. */
  const reply = (id: number, value: (engine: Engine) => string | null) =>
    void ready
      ?.then(value)
      .catch(() => null)
      .then((told) => answer({ type: 'answer', id, value: told }));
  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    // Whatever hangs, a process that nobody wants any more does not stay.
    setTimeout(() => exit(5), closeLimitMs).unref();
    const engine = await ready?.catch(() => null);
    await engine?.close();
    answer({ type: 'closed' });
    exit(0);
  };

  link.control.onMessage((message) => {
    const control = controlSchema.safeParse(message);
    if (!control.success) return;
    const { data } = control;
    switch (data.type) {
      case 'start':
        ready = start(data);
        ready.catch(() => exit(5));
        break;
      case 'deposit':
        reply(data.id, ({ files }) =>
          data.purpose === 'target' ? files.target(data.path) : files.deposit(data.path),
        );
        break;
      case 'signInUrl':
        reply(data.id, (engine) => engine.saml.signInUrl(data.provider));
        break;
      case 'samlResponse':
        reply(data.id, (engine) => engine.saml.deposit(data.response));
        break;
      case 'address':
        reply(data.id, (engine) => engine.addresses.known(data.address));
        break;
      case 'open':
        // A file that does not open leaves the window with the one it had.
        void ready?.then((engine) => openNamed(engine, data.path)).catch(() => {});
        break;
      case 'close':
        void close();
        break;
    }
  });
  link.control.onClose(() => void close());
}
