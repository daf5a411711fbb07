/**
 * The one way to the engine: a MessagePort that the preload hands over, or a WebSocket of the browser host. Calls made
 * while there is no connection wait for it; calls under way when it is lost reject.
 */
import { createORPCClient, ORPCError } from '@orpc/client';
import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { shallowRef } from 'vue';
import type { FaultData } from '#contract/faults.ts';
import type { TargetFormat } from '#contract/exportFormats.ts';
import type { Client } from '#contract/index.ts';

export type FileKind = 'open' | 'create' | 'import';

/** What the preload offers the window. */
interface Bridge {
  readonly shell: 'electron';
  pickFile(kind: FileKind): Promise<string | null>;
  pickTarget(suggestedName: string, format: TargetFormat): Promise<string | null>;
  /** The handle of the SAML response that a sign-in ended with; null: it was given up. */
  signIn(providerId: string): Promise<string | null>;
  /** Clears the clipboard where it still holds the text of this SHA-256, in hexadecimal; false where it did not. */
  forgetCopied(digest: string): Promise<boolean>;
  restartEngine(): Promise<void>;
}
declare global {
  interface Window {
    treeline?: Bridge;
  }
}

/** `refused`: the host does not know this window (no token, or an old one). */
export type ConnectionState = 'connecting' | 'ready' | 'lost' | 'refused';

export const connection = shallowRef<ConnectionState>('connecting');
/** Counts connections: whoever holds a stream listens anew when it changes. */
export const generation = shallowRef(0);

let link = Promise.withResolvers<ClientLink<ClientContext>>();
let nonce = '';

const relay: ClientLink<ClientContext> = {
  call: async (path, input, options) => {
    if (connection.value === 'lost' || connection.value === 'refused') throw stopped();
    const to = await link.promise;
    return to.call(path, input, options);
  },
};

export const api: Client = createORPCClient(relay);

const stopped = () =>
  new ORPCError('FAULT', { status: 500, data: { code: 'engine.stopped', params: {} } satisfies FaultData });

function ready(to: ClientLink<ClientContext>) {
  link.resolve(to);
  connection.value = 'ready';
  generation.value++;
}

function lost() {
  link = Promise.withResolvers();
  connection.value = 'lost';
}

/** Any error of a call as the fault it carries. */
export function faultOf(error: unknown): FaultData {
  if (error instanceof ORPCError && error.code === 'FAULT') return error.data as FaultData;
  if (connection.value !== 'ready') return { code: 'engine.stopped', params: {} };
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST')
    return { code: 'input.invalid', params: inputFault(error.data) };
  return { code: 'internal', params: { detail: error instanceof Error ? error.message : String(error) } };
}

function inputFault(data: unknown): { path: string; detail: string } {
  const issue = (data as { issues?: { path?: unknown[]; message?: string }[] } | undefined)?.issues?.[0];
  return { path: issue?.path?.map(String).join('.') ?? '', detail: issue?.message ?? '' };
}

function listenForPort() {
  let current: MessagePort | null = null;
  window.addEventListener('message', (event) => {
    const port = event.ports[0];
    if (event.source !== window || event.data !== 'treeline:port' || !port) return;
    if (connection.value === 'ready') lost();
    current = port;
    port.addEventListener('close', () => {
      if (current === port) lost();
    });
    ready(new PortLink({ port }));
    port.start();
  });
}

/** Takes the one-time token out of the address, so that neither history nor a copied link holds it. */
function takeToken(): string | null {
  const found = /^#(?:token=)?([\w-]{16,})$/.exec(location.hash);
  if (!found) return null;
  history.replaceState(null, '', location.pathname + location.search);
  return found[1]!;
}

async function openSocket(token: string | null): Promise<void> {
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: token ? JSON.stringify({ token }) : '',
  });
  if (!answer.ok) {
    connection.value = answer.status >= 500 ? 'lost' : 'refused';
    return;
  }
  ({ nonce } = (await answer.json()) as { nonce: string });
  const address = new URL(`/rpc?nonce=${encodeURIComponent(nonce)}`, location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address);
  await new Promise<void>((resolve) => {
    socket.addEventListener('open', () => {
      ready(new SocketLink({ websocket: socket }));
      resolve();
    });
    socket.addEventListener('close', () => {
      lost();
      resolve();
    });
  });
}

export async function connect(): Promise<void> {
  if (window.treeline) {
    listenForPort();
    return;
  }
  await openSocket(takeToken()).catch(lost);
}

/** Tries to come back after a loss: restarts the engine in the desktop shell, opens a new socket in a browser. */
export async function reconnect(): Promise<void> {
  connection.value = 'connecting';
  if (window.treeline) await window.treeline.restartEngine().catch(lost);
  else await openSocket(null).catch(lost);
}

/** Lets the user choose a file; the answer is a handle, never a path. Null when they chose none. */
export function pickFile(kind: FileKind): Promise<string | null> {
  return window.treeline ? window.treeline.pickFile(kind) : upload(kind);
}

/**
 * Asks where to write an export; the answer is a handle for one export, null when the person changed their mind. In a
 * browser it is a file of the host: `collect` it when the export has ended.
 */
export async function pickTarget(suggestedName: string, format: TargetFormat): Promise<string | null> {
  if (window.treeline) return window.treeline.pickTarget(suggestedName, format);
  const query = new URLSearchParams({ name: suggestedName, format });
  return ((await post(`/target?${query}`)) as { handle: string }).handle;
}

/** Hands the finished export over: nothing to do where it was written to its place, a download in a browser. */
export async function collect(handle: string): Promise<void> {
  if (window.treeline) return;
  const query = new URLSearchParams({ handle });
  const { address } = (await post(`/collect?${query}`)) as { address: string };
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}

async function post(path: string): Promise<unknown> {
  const answer = await fetch(path, { method: 'POST', headers: { 'x-treeline-nonce': nonce } });
  if (answer.ok) return answer.json();
  throw new ORPCError('FAULT', {
    status: 500,
    data: { code: 'internal', params: { detail: `${path.split('?')[0]} ${answer.status}` } },
  });
}

/** Whether this shell can make a new file where the user says. */
export const canCreate = (): boolean => window.treeline !== undefined;

async function upload(kind: FileKind): Promise<string | null> {
  const file = await chooseFile(kind === 'open' ? '.treeline' : '');
  if (!file) return null;
  const answer = await fetch(`/deposit?name=${encodeURIComponent(file.name)}&kind=${kind}`, {
    method: 'POST',
    headers: { 'x-treeline-nonce': nonce, 'content-type': 'application/octet-stream' },
    body: file,
  });
  if (!answer.ok)
    throw new ORPCError('FAULT', {
      status: 500,
      data: { code: 'internal', params: { detail: `upload ${answer.status}` } },
    });
  return ((await answer.json()) as { handle: string }).handle;
}

function chooseFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}
