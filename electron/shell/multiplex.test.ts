import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Port } from '#contract/shell.ts';
import { multiplex, type Wire } from './multiplex.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

/** Two ends of a channel that delivers when told, in order, as a process channel does. */
function channel() {
  const listeners: ((message: unknown) => void)[][] = [[], []];
  const closed: (() => void)[] = [];
  const queue: [to: 0 | 1, message: unknown][] = [];
  const wire = (mine: 0 | 1): Wire => ({
    send: (message) => void queue.push([mine === 0 ? 1 : 0, structuredClone(message)]),
    receive: (listener) => void listeners[mine]!.push(listener),
    closed: (listener) => void closed.push(listener),
  });
  return {
    wires: [wire(0), wire(1)] as const,
    inject: (to: 0 | 1, message: unknown) => listeners[to]!.forEach((listener) => listener(message)),
    deliver() {
      for (let next = queue.shift(); next; next = queue.shift())
        for (const listener of listeners[next[0]]!) listener(next[1]);
    },
    hangUp: () => closed.forEach((listener) => listener()),
  };
}

function pair() {
  const line = channel();
  const accepted: [purpose: string, port: Port][] = [];
  const a = multiplex(line.wires[0], 'a', (purpose, port) => accepted.push([`a:${purpose}`, port]));
  const b = multiplex(line.wires[1], 'b', (purpose, port) => accepted.push([`b:${purpose}`, port]));
  return { line, a, b, accepted };
}

/** Everything that a port hears from now on. */
function hear(port: Port) {
  const messages: unknown[] = [];
  let closes = 0;
  port.onMessage((message) => messages.push(message));
  port.onClose(() => (closes += 1));
  return { messages, closes: () => closes };
}

describe('multiplex', () => {
  it('carries each port apart from the others, in order, both ways', () => {
    const message = fc.record({ port: fc.nat(4), back: fc.boolean(), data: fc.jsonValue() });
    fc.assert(
      fc.property(fc.array(message), fc.nat(), (messages, pause) => {
        const { line, a, accepted } = pair();
        const ours = Array.from({ length: 5 }, (_, index) => a.open(`port ${index}`));
        line.deliver();
        expect(accepted.map(([purpose]) => purpose)).toEqual(ours.map((_, index) => `b:port ${index}`));
        const theirs = accepted.map(([, port]) => port);
        const heard = { forth: theirs.map(hear), back: ours.map(hear) };
        messages.forEach(({ port, back, data }, index) => {
          (back ? theirs : ours)[port]!.postMessage(data);
          if (index === pause) line.deliver();
        });
        line.deliver();
        for (const back of [false, true])
          for (let port = 0; port < 5; port++) {
            const sent = messages
              .filter((one) => one.port === port && one.back === back)
              .map(({ data }) => data);
            expect(heard[back ? 'back' : 'forth'][port]!.messages).toEqual(structuredClone(sent));
          }
      }),
      { numRuns },
    );
  });

  it('keeps what comes before anybody listens', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.array(fc.integer()), (early, late) => {
        const { line, a, accepted } = pair();
        const port = a.open('window');
        for (const one of early) port.postMessage(one);
        line.deliver();
        const heard = hear(accepted[0]![1]);
        for (const one of late) port.postMessage(one);
        line.deliver();
        expect(heard.messages).toEqual([...early, ...late]);
      }),
      { numRuns },
    );
  });

  it('both sides see the end of a port once, whoever ends it and however often, and others go on', () => {
    const step = fc.constantFrom('a closes', 'b closes', 'deliver', 'hang up');
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const { line, a, accepted } = pair();
        const ours = a.open('one');
        const other = a.open('two');
        line.deliver();
        const ends = [hear(ours), hear(accepted[0]![1])];
        const others = [hear(other), hear(accepted[1]![1])];
        for (const each of steps) {
          if (each === 'a closes') ours.close();
          if (each === 'b closes') accepted[0]![1].close();
          if (each === 'deliver') line.deliver();
          if (each === 'hang up') line.hangUp();
        }
        line.deliver();
        const closed = steps.some((each) => each !== 'deliver');
        expect(ends.map((one) => one.closes())).toEqual(closed ? [1, 1] : [0, 0]);
        const lost = steps.includes('hang up');
        expect(others.map((one) => one.closes())).toEqual(lost ? [1, 1] : [0, 0]);
        other.postMessage('still here');
        line.deliver();
        expect(others[1]!.messages).toEqual(lost ? [] : ['still here']);
      }),
      { numRuns },
    );
  });

  it('tells a listener that comes after the end, and sends nothing more', () => {
    const { line, a, accepted } = pair();
    const port = a.open('window');
    line.deliver();
    const heard = hear(accepted[0]![1]);
    port.close();
    port.postMessage('too late');
    line.deliver();
    expect(heard.messages).toEqual([]);
    expect(hear(port).closes()).toBe(1);
  });

  it('both sides may open ports at once', () => {
    const { line, a, b, accepted } = pair();
    const fromA = a.open('control');
    const fromB = b.open('vault');
    line.deliver();
    expect(accepted.map(([purpose]) => purpose)).toEqual(['b:control', 'a:vault']);
    const [control, vault] = accepted.map(([, port]) => hear(port));
    fromA.postMessage(1);
    fromB.postMessage(2);
    line.deliver();
    expect([control!.messages, vault!.messages]).toEqual([[1], [2]]);
  });

  it('takes no frame of an unknown kind for an end', () => {
    const { line, a, accepted } = pair();
    const port = a.open('window');
    line.deliver();
    const heard = hear(accepted[0]![1]);
    line.inject(1, { port: 'a1', kind: 'ping', data: null });
    port.postMessage('still here');
    line.deliver();
    expect([heard.closes(), heard.messages]).toEqual([0, ['still here']]);
  });

  it('does not stumble over what it does not know', () => {
    const frame = fc.oneof(
      fc.anything(),
      fc.record({
        port: fc.oneof(fc.constantFrom('a1', 'b9', 'zz'), fc.anything()),
        kind: fc.oneof(fc.constantFrom('data', 'close', 'unknown'), fc.anything()),
        data: fc.anything(),
      }),
    );
    fc.assert(
      fc.property(fc.array(frame), (frames) => {
        const { line, a, accepted } = pair();
        const bystander = a.open('window');
        a.open('second');
        line.deliver();
        const heard = hear(accepted[1]![1]);
        // Only the first port is spoken to; the second must not notice.
        for (const one of frames) line.inject(1, one);
        line.deliver();
        expect(heard.messages).toEqual([]);
        expect(heard.closes()).toBe(0);
        expect(() => bystander.postMessage('x')).not.toThrow();
      }),
      { numRuns },
    );
  });
});
