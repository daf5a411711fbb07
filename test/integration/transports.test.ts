/** One contract, three transports: the same suite in-process, over a MessagePort, over a multiplexed channel and over a WebSocket. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { Fault, faultSchema } from '#contract/faults.ts';
import type { Client } from '#contract/index.ts';
import type { Job } from '#contract/shapes.ts';
import type { Port } from '#contract/shell.ts';
import { serveInProcess, servePort, serveWebSocket } from '#engine/serve.ts';
import { multiplex, type Wire } from '#shell/multiplex.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';

type Connect = (test: TestEngine) => Promise<{ client: Client; close(): Promise<void> | void }>;

const inProcess: Connect = async ({ engine }) => ({ client: serveInProcess(engine), close: () => {} });

const overMessagePort: Connect = async ({ engine }) => {
  const { port1, port2 } = new MessageChannel();
  servePort(engine, {
    postMessage: (message) => port1.postMessage(message),
    onMessage: (listener) => void port1.on('message', listener),
    onClose: (listener) => void port1.on('close', listener),
    close: () => port1.close(),
  });
  port2.start();
  return {
    client: createORPCClient(new PortLink({ port: port2 })),
    close: () => port2.close(),
  };
};

/** What an older Electron needs: the port carried over a process channel, here a pair of structured clones. */
const overMultiplex: Connect = async ({ engine }) => {
  const wires = wirePair();
  multiplex(wires[1], 'b', (purpose, port) => purpose === 'window' && servePort(engine, port));
  const port: Port = multiplex(wires[0], 'a', () => {}).open('window');
  const asElectron = {
    on: (event: string, listener: (event?: { data: unknown }) => void) => {
      if (event === 'message') port.onMessage((data) => listener({ data }));
      if (event === 'close') port.onClose(() => listener());
    },
    postMessage: (data: unknown) => port.postMessage(data),
  };
  return { client: createORPCClient(new PortLink({ port: asElectron })), close: () => port.close() };
};

function wirePair(): [Wire, Wire] {
  const listeners: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []];
  const wire = (mine: 0 | 1, theirs: 0 | 1): Wire => ({
    send: (message) =>
      setImmediate(
        (copy) => listeners[theirs].forEach((listener) => listener(copy)),
        structuredClone(message),
      ),
    receive: (listener) => void listeners[mine].push(listener),
    closed: () => {},
  });
  return [wire(0, 1), wire(1, 0)];
}

const overWebSocket: Connect = async ({ engine }) => {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => serveWebSocket(engine, socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const websocket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(websocket, 'open');
  return {
    client: createORPCClient(new SocketLink({ websocket })),
    close: () => {
      websocket.close();
      sockets.close();
      server.close();
    },
  };
};

const faultOf = async (call: Promise<unknown>): Promise<Fault> => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ORPCError);
  return Fault.fromData(faultSchema.parse((error as ORPCError<string, unknown>).data));
};

const ldif = `dn: DC=corp,DC=example,DC=com
objectClass: domainDNS
dc: corp

dn: OU=People,DC=corp,DC=example,DC=com
objectClass: organizationalUnit
ou: People

dn: CN=Ann,OU=People,DC=corp,DC=example,DC=com
objectClass: user
sAMAccountName: ann
userAccountControl: 514
`;

describe.each([
  ['in-process', inProcess],
  ['over a MessagePort', overMessagePort],
  ['over a multiplexed channel', overMultiplex],
  ['over a WebSocket', overWebSocket],
] as const)('%s', (_name, connect) => {
  let test: TestEngine;
  let client: Client;
  let close: () => Promise<void> | void;

  beforeAll(async () => {
    test = testEngine();
    ({ client, close } = await connect(test));
  });
  afterAll(async () => {
    await close();
    await test.close();
  });

  it('answers a call', async () => {
    expect(await client.app.info()).toMatchObject({ shell: 'cli', version: '0.0.0-test' });
  });

  it('carries a fault with its code and parameters', async () => {
    expect(await faultOf(client.workspace.info())).toMatchObject({ code: 'workspace.none' });
    expect(await faultOf(client.jobs.cancel({ id: 'x' }))).toMatchObject({
      code: 'job.notFound',
      params: { name: 'x' },
    });
  });

  it('refuses input that its schema refuses, and says where', async () => {
    const call = client.objects.rows({
      list: { of: 'children', snapshotId: 1, parentId: null },
      page: { offset: 0, limit: 5000 },
    });
    expect(await faultOf(call)).toMatchObject({ code: 'input.invalid', params: { path: 'page.limit' } });
  });

  it('takes no path from the window', async () => {
    expect(await faultOf(client.workspace.open({ handle: '/etc/passwd' }))).toMatchObject({
      code: 'input.invalid',
    });
    expect(await faultOf(client.workspace.open({ handle: '0'.repeat(32) }))).toMatchObject({
      code: 'handle.unknown',
    });
  });

  it('imports a deposited file, streams the job, and pages the result', async () => {
    await client.workspace.create({ handle: test.engine.files.deposit(join(test.folder, 'ws.treeline')) });
    writeFileSync(join(test.folder, 'a.ldif'), ldif);
    const job = await client.workspace.import({
      handle: test.engine.files.deposit(join(test.folder, 'a.ldif')),
    });
    let last: Job | null = null;
    for await (const change of await client.jobs.watch()) {
      if (change.id === job.id) last = change;
      if (last && last.state !== 'running') break;
    }
    expect(last).toMatchObject({ state: 'done', kind: 'import', subject: 'a.ldif' });
    const snapshotId = last!.snapshotId!;
    const top = await client.objects.rows({
      list: { of: 'children', snapshotId, parentId: null },
      page: { offset: 0, limit: 10 },
    });
    expect(top.rows).toMatchObject([{ dn: 'DC=corp,DC=example,DC=com', childCount: 1, kind: 'domain' }]);
    const found = await client.objects.rows({
      list: { of: 'search', snapshotId, text: 'ann' },
      page: { offset: 0, limit: 10 },
    });
    expect(found).toMatchObject({
      total: 1,
      rows: [{ samAccountName: 'ann', disabled: true, kind: 'user' }],
    });
    const { attributes, path } = await client.objects.get({ snapshotId, objectId: found.rows[0]!.id });
    expect(path.map(({ name }) => name)).toEqual(['corp.example.com', 'People', 'Ann']);
    expect(attributes.find(({ name }) => name === 'userAccountControl')?.decoded[0]?.flags).toContain(
      'userAccountControl.disabled',
    );
  });

  it('streams what changes in the workspace, beginning with what is there', async () => {
    for await (const info of await client.workspace.watch()) {
      expect(info.sources).toMatchObject([{ kind: 'ldif', name: 'a.ldif' }]);
      break;
    }
  });
});
