import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { socketOf } from './dbus.ts';
import { lookAtRing } from './ringState.ts';

describe('socketOf', () => {
  const addresses: [address: string, socket: string | null][] = [
    ['unix:path=/run/user/1000/bus', '/run/user/1000/bus'],
    ['unix:path=/tmp/dbus-x,guid=0123', '/tmp/dbus-x'],
    ['unix:guid=0123,path=/tmp/a%20b', '/tmp/a b'],
    ['unix:abstract=/tmp/dbus-y,guid=1', '\0/tmp/dbus-y'],
    ['tcp:host=localhost,port=1;unix:path=/second', '/second'],
    ['tcp:host=localhost,port=1', null],
    ['autolaunch:', null],
    ['unix:path=', null],
    ['', null],
  ];
  it.each(addresses)('%s', (address, socket) => {
    expect(socketOf(address)).toBe(socket);
  });
});

describe.skipIf(process.platform === 'win32')('lookAtRing', () => {
  let folder: string;
  let server: Server | null = null;
  const sockets: Socket[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'treeline-bus-'));
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    server = null;
    rmSync(folder, { recursive: true, force: true });
  });
  const look = (limitMs = 300) =>
    lookAtRing(limitMs, { DBUS_SESSION_BUS_ADDRESS: `unix:path=${folder}/bus` }, 'linux');
  const listen = (onSocket: (socket: Socket) => void) =>
    new Promise<void>((resolve) => {
      server = createServer((socket) => {
        sockets.push(socket);
        socket.on('error', () => undefined);
        onSocket(socket);
      }).listen(`${folder}/bus`, resolve);
    });
  const garbage = (socket: Socket) =>
    socket.once('data', () => {
      socket.write('OK 0123\r\n');
      socket.once('data', () => socket.write(Buffer.alloc(64, 0x6c)));
    });

  const buses: [what: string, onSocket: (socket: Socket) => void, kind: string][] = [
    ['hangs up', (socket) => socket.destroy(), 'absent'],
    ['says nothing', () => undefined, 'silent'],
    ['refuses us', (socket) => socket.write('REJECTED EXTERNAL\r\n'), 'denied'],
    ['lets us in and hangs up', (socket) => socket.once('data', () => socket.end('OK 0123\r\n')), 'denied'],
    [
      'talks on without an end of line',
      (socket) => void setInterval(() => socket.destroyed || socket.write('x'), 20).unref(),
      'silent',
    ],
    [
      'lets us in and says nothing',
      (socket) => socket.once('data', () => socket.write('OK 0123\r\n')),
      'silent',
    ],
    ['answers nonsense', garbage, 'unknown'],
  ];
  it.each(buses)('a bus that %s', async (_what, onSocket, kind) => {
    await listen(onSocket);
    expect((await look()).kind).toBe(kind);
  });

  it('no bus, and systems that cannot be asked', async () => {
    expect((await look()).kind).toBe('absent');
    expect((await lookAtRing(300, { XDG_RUNTIME_DIR: folder }, 'linux')).kind).toBe('absent');
    expect((await lookAtRing(300, { DBUS_SESSION_BUS_ADDRESS: 'disabled:' }, 'linux')).kind).toBe('absent');
    expect((await lookAtRing(300, { DBUS_SESSION_BUS_ADDRESS: 'tcp:host=h' }, 'linux')).kind).toBe('unknown');
    for (const platform of ['darwin', 'win32'] as const)
      expect((await lookAtRing(300, {}, platform)).kind).toBe('unknown');
  });
});
