import { expect, it } from 'vitest';
import type { Port } from '#contract/shell.ts';
import { portQueue } from './portQueue.ts';

const port = (): Port => ({ postMessage() {}, onMessage() {}, onClose() {}, close() {} });

it('hands over each port once: those that waited in their order, then each as it comes', () => {
  const queue = portQueue();
  const [first, second, third] = [port(), port(), port()];
  queue.arrived(first);
  queue.arrived(second);
  const got: Port[] = [];
  queue.onPort((one) => got.push(one));
  queue.arrived(third);
  expect(got).toEqual([first, second, third]);
  expect(got.map((one, index) => one === [first, second, third][index])).toEqual([true, true, true]);
});
