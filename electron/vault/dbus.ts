/**
 * One short talk with the session bus: connect, sign in as the user of this process, ask, hang up. Written here rather
 * than taken from a package because it asks few questions, and a helper program (gdbus, dbus-send) is missing on
 * small systems.
 */
import { createConnection } from 'node:net';
import { encodeCall, decodeReply, messageLength } from './dbusWire.ts';
import type { MethodCall, Value } from './dbusWire.ts';

/** The bus, or a program on it, answered with an error of this name. */
export class BusError extends Error {
  readonly errorName: string;
  constructor(errorName: string) {
    super(errorName);
    this.errorName = errorName;
  }
}
/** There is one, and it does not let us in. */
export class BusRefused extends Error {}
/** Nothing listens there. */
export class NoBus extends Error {}
/** An answer did not come within the limit. */
export class BusSilent extends Error {}

export interface Bus {
  call(call: MethodCall): Promise<Value | null>;
}

/**
 * The socket that a D-Bus address names ("unix:path=/run/user/1000/bus,guid=…;…"), ready for `net.connect`; null for
 * none that we can speak to (tcp, launchd, autolaunch).
 */
export function socketOf(address: string): string | null {
  for (const entry of address.split(';')) {
    if (!entry.startsWith('unix:')) continue;
    for (const pair of entry.slice('unix:'.length).split(',')) {
      const [key, value = ''] = pair.split('=', 2);
      const text = value.replaceAll(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      if (key === 'path' && text !== '') return text;
      // Linux's abstract names begin with a NUL.
      if (key === 'abstract' && text !== '') return `\0${text}`;
    }
  }
  return null;
}

/** The answer to the sign-in is "OK" and 32 digits. */
const longestLine = 4096;

/** Gives the listener of a socket's bytes: one line, the answer to the sign-in, then whole messages. */
function conversation(onLine: (line: string) => void, onMessage: (bytes: Uint8Array) => void) {
  let pending: Buffer = Buffer.alloc(0);
  let lines = true;
  return (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    if (lines) {
      const end = pending.indexOf('\r\n');
      if (end < 0 && pending.length > longestLine) throw new NoBus('malformed');
      if (end < 0) return;
      const line = pending.toString('latin1', 0, end);
      pending = pending.subarray(end + 2);
      lines = false;
      onLine(line);
    }
    for (
      let length = messageLength(pending);
      length !== null && pending.length >= length;
      length = messageLength(pending)
    ) {
      onMessage(pending.subarray(0, length));
      pending = pending.subarray(length);
    }
  };
}

/**
 * Talks to the bus at `socketPath` for at most `limitMs` in all, then hangs up. Rejects with `NoBus`, `BusRefused`, `BusSilent`,
 * `BusError` (an error reply to a call) or what `ask` rejects with.
 */
export async function withBus<T>(
  socketPath: string,
  limitMs: number,
  ask: (bus: Bus) => Promise<T>,
): Promise<T> {
  const socket = createConnection({ path: socketPath });
  const waiting = new Map<number, { resolve(value: Value | null): void; reject(error: Error): void }>();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      const fail = (error: Error) => {
        for (const one of waiting.values()) one.reject(error);
        waiting.clear();
        reject(error);
      };
      timer = setTimeout(() => fail(new BusSilent('the session bus did not answer in time')), limitMs);
      let serial = 0;
      const call = (message: MethodCall) =>
        new Promise<Value | null>((resolveCall, rejectCall) => {
          waiting.set(++serial, { resolve: resolveCall, reject: rejectCall });
          socket.write(encodeCall(message, serial));
        });
      let greeting = false;
      const begin = async () => {
        greeting = true;
        socket.write('BEGIN\r\n');
        const bus = 'org.freedesktop.DBus';
        await call({
          destination: bus,
          path: '/org/freedesktop/DBus',
          interface: bus,
          member: 'Hello',
          args: [],
        });
        greeting = false;
        return ask({ call });
      };
      const onLine = (line: string) =>
        line.startsWith('OK ')
          ? begin().then(resolve, reject)
          : fail(new BusRefused('the sign-in to the bus was refused'));
      const onMessage = (bytes: Uint8Array) => {
        const reply = decodeReply(bytes);
        if (reply.kind === 'other') return;
        const one = waiting.get(reply.replyTo);
        waiting.delete(reply.replyTo);
        if (reply.kind === 'error') one?.reject(new BusError(reply.name));
        else one?.resolve(reply.value);
      };
      const listen = conversation(onLine, onMessage);
      socket.on('data', (chunk: Buffer) => {
        // What comes from the socket is foreign: a malformed message ends the talk, not the process.
        try {
          listen(chunk);
        } catch (error) {
          fail(error instanceof Error ? error : new NoBus('malformed'));
          socket.destroy();
        }
      });
      // A bus of another user knows us by the kernel's word, and hangs up once the sign-in is done.
      const hungUp = (reason: string) =>
        fail(greeting ? new BusRefused('the bus hung up after the sign-in') : new NoBus(reason));
      socket.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EACCES' ? fail(new BusRefused(error.code)) : hungUp(error.message),
      );
      socket.on('close', () => hungUp('closed'));
      // EXTERNAL: the kernel tells the bus who we are; the user id goes in hex of its decimal digits.
      const user = Buffer.from(String(process.getuid?.() ?? '')).toString('hex');
      socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
    });
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}
