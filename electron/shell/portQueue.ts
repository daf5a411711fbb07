/** Ports that may come before anybody is ready for them. */
import type { Port } from '#contract/shell.ts';

export interface PortQueue {
  arrived(port: Port): void;
  /** From now on `listener` gets each port; at once those that waited, in the order they came. */
  onPort(listener: (port: Port) => void): void;
}

export function portQueue(): PortQueue {
  let waiting: Port[] = [];
  let deliver = (port: Port): void => void waiting.push(port);
  return {
    arrived: (port) => deliver(port),
    onPort(listener) {
      deliver = listener;
      const early = waiting;
      waiting = [];
      for (const port of early) listener(port);
    },
  };
}
