import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { expect, it, vi } from 'vitest';
import type { Port } from '#contract/shell.ts';
import { type ElectronPort, join, portOf } from './ports.ts';

/** Node's port behaves as Electron's, save that it hands over the data without an event around it. */
const asElectron = (port: MessagePort): ElectronPort => ({
  on: (event: string, listener: (event: { data: unknown }) => void) =>
    event === 'message'
      ? port.on('message', (data) => listener({ data }))
      : port.on('close', listener as () => void),
  postMessage: (message) => port.postMessage(message),
  start: () => port.start(),
  close: () => port.close(),
});

function joined(): [Port, Port] {
  const [left, right] = [new MessageChannel(), new MessageChannel()];
  join(portOf(asElectron(left.port2)), portOf(asElectron(right.port1)));
  return [portOf(asElectron(left.port1)), portOf(asElectron(right.port2))];
}

it('passes messages on in order, both ways', async () => {
  const [a, b] = joined();
  const atA: unknown[] = [];
  const atB: unknown[] = [];
  a.onMessage((message) => atA.push(message));
  b.onMessage((message) => atB.push(message));
  for (let number = 0; number < 100; number++) {
    a.postMessage(number);
    b.postMessage({ number });
  }
  await vi.waitFor(() => expect([atA.length, atB.length]).toEqual([100, 100]));
  expect(atB).toEqual(Array.from({ length: 100 }, (_, number) => number));
  expect(atA).toEqual(Array.from({ length: 100 }, (_, number) => ({ number })));
  a.close();
});

it.each([0, 1])('when end %i goes, the other hears of it', async (end) => {
  const ports = joined();
  const closed = vi.fn<() => void>();
  ports[1 - end]!.onMessage(() => {});
  ports[1 - end]!.onClose(closed);
  ports[end]!.onMessage(() => {});
  ports[end]!.close();
  await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(1));
});
