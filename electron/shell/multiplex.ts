/**
 * Several ports over one stream of messages: what Electron passes as transferable ports, a plain process channel has to
 * carry side by side. Both ends use this; each message bears the number of its port.
 */
import type { Port } from '#contract/shell.ts';

/** One end of a process channel. */
export interface Wire {
  send(message: unknown): void;
  receive(listener: (message: unknown) => void): void;
  closed(listener: () => void): void;
}

interface Frame {
  readonly port: string;
  /** `open` carries what the port is for; `close` says that its side has gone. */
  readonly kind: 'open' | 'data' | 'close';
  readonly data: unknown;
}

const isFrame = (message: unknown): message is Frame =>
  typeof message === 'object' && message !== null && 'port' in message && 'kind' in message;

class FramedPort implements Port {
  readonly #send: (kind: Frame['kind'], data: unknown) => void;
  readonly #messages: ((message: unknown) => void)[] = [];
  readonly #closes: (() => void)[] = [];
  /** What came before anyone listened. */
  #early: unknown[] | null = [];
  #open = true;

  constructor(send: (kind: Frame['kind'], data: unknown) => void) {
    this.#send = send;
  }

  postMessage(message: unknown): void {
    if (this.#open) this.#send('data', message);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#messages.push(listener);
    const early = this.#early ?? [];
    this.#early = null;
    for (const message of early) listener(message);
  }
  onClose(listener: () => void): void {
    if (this.#open) this.#closes.push(listener);
    else listener();
  }
  close(): void {
    if (!this.#open) return;
    this.#send('close', null);
    this.ended();
  }
  arrived(message: unknown): void {
    if (this.#early) this.#early.push(message);
    else for (const listener of this.#messages) listener(message);
  }
  ended(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const listener of this.#closes) listener();
  }
}

export interface Multiplex {
  /** Opens a port; the other side gets it with `purpose`. */
  open(purpose: string): Port;
}

/** `accept` is called for every port that the other side opens. */
export function multiplex(
  wire: Wire,
  side: 'a' | 'b',
  accept: (purpose: string, port: Port) => void,
): Multiplex {
  const ports = new Map<string, FramedPort>();
  let count = 0;
  const make = (id: string): FramedPort => {
    const port = new FramedPort((kind, data) => {
      wire.send({ port: id, kind, data } satisfies Frame);
      if (kind === 'close') ports.delete(id);
    });
    ports.set(id, port);
    return port;
  };
  wire.receive((message) => {
    if (!isFrame(message)) return;
    if (message.kind === 'open') return accept(String(message.data), make(message.port));
    const port = ports.get(message.port);
    if (message.kind === 'data') port?.arrived(message.data);
    if (message.kind === 'close') {
      ports.delete(message.port);
      port?.ended();
    }
  });
  wire.closed(() => {
    for (const port of ports.values()) port.ended();
    ports.clear();
  });
  return {
    open(purpose) {
      count += 1;
      const id = `${side}${count}`;
      const port = make(id);
      wire.send({ port: id, kind: 'open', data: purpose } satisfies Frame);
      return port;
    },
  };
}
