/** One client's connection: reads its requests, writes the answers, breaks it off when told to. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { elements, Splitter, tlv, toInt, toText } from './ber.ts';
import type { Behaviours } from './behaviours.ts';
import type { Handler, Session } from './handler.ts';
import { done, isRootDse, oid, op, readMessage, readSearch, writeItem, writeResult, type Message } from './messages.ts'; // prettier-ignore
import type { Act, Troubles } from './troubles.ts';
import { UpstreamConnection, UpstreamPool, type Credentials, type Upstream } from './upstream.ts';
import type { Stats } from './stats.ts';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** Of the authority that issued it. */
  readonly ca: string;
}

export interface ServeOptions {
  readonly number: number;
  readonly upstream: Upstream;
  readonly signIn: (name: string) => { readonly upstream: Upstream; readonly name: string };
  readonly behaviours: Behaviours;
  readonly troubles: Troubles;
  readonly stats: Stats;
  readonly handler: (session: Session) => Handler;
  readonly certificate: Certificate | null;
  readonly secure: boolean;
}

const overTls = (raw: Socket, { cert, key }: Certificate): TLSSocket =>
  new TLSSocket(raw, { isServer: true, cert, key });

export function serve(raw: Socket, options: ServeOptions): void {
  const { upstream, behaviours, troubles, stats, certificate } = options;
  let socket: Socket = raw;
  let credentials: Credentials | null = null;
  let signedIn: UpstreamConnection | null = null;
  let signedInAt: Upstream | null = null;
  let pools = new Map<string, UpstreamPool>();
  let written = 0;
  let cut: { readonly at: number; readonly how: 'rst' | 'fin' } | null = null;
  const running = new Map<number, () => void>();
  const closed = once(raw, 'close').then(
    () => {},
    () => {},
  );

  const session: Session = {
    number: options.number,
    get signedInAt() {
      return signedInAt;
    },
    pool(to, as) {
      const key = `${to.host}:${to.port}:${as?.name ?? ''}`;
      let pool = pools.get(key);
      if (!pool) {
        pool = new UpstreamPool(to, as ?? credentials);
        pools.set(key, pool);
        if (to === signedInAt && !as && signedIn?.usable) pool.adopt(signedIn);
      }
      return pool;
    },
    closed,
  };
  let handler = options.handler(session);
  const forget = (): void => {
    for (const pool of pools.values()) pool.close();
    pools = new Map();
    signedIn?.close();
    signedIn = null;
  };
  void closed.then(forget);

  const hangUp = (how: 'rst' | 'fin'): void => {
    stats.cuts += 1;
    if (how === 'rst') raw.resetAndDestroy();
    else socket.destroySoon();
  };
  async function send(bytes: Buffer): Promise<void> {
    if (socket.destroyed || socket.writableEnded) return;
    if (cut && written + bytes.length >= cut.at) {
      const { at, how } = cut;
      cut = null;
      const rest = bytes.subarray(0, at - written);
      // A reset throws away what the kernel has not sent yet: let it go out first.
      if (how === 'rst')
        await new Promise<void>((resolve) => socket.write(rest, () => setImmediate(resolve)));
      else socket.write(rest);
      hangUp(how);
      return;
    }
    written += bytes.length;
    if (!socket.write(bytes)) await Promise.race([once(socket, 'drain').catch(() => {}), closed]);
  }

  async function bind({ id, operation }: Message): Promise<void> {
    const [, name, auth] = elements(operation.content);
    forget();
    credentials = null;
    signedInAt = null;
    handler = options.handler(session);
    if (auth!.tag !== 0x80) {
      await send(writeResult(id, op.bound, done(7, 'the lab knows simple binds only')));
      return;
    }
    const given = { name: toText(name!), password: toText(auth!) };
    if (given.name !== '' && !options.secure && !(socket instanceof TLSSocket) && upstream.kind === 'samba') {
      await send(
        writeResult(id, op.bound, done(8, '00002028: LdapErr: DSID-0C090259, comment: The server requires binds to turn on integrity checking, data 0\n\0')), // prettier-ignore
      );
      return;
    }
    const at = options.signIn(given.name);
    const known = { name: at.name, password: given.password };
    const connection = await UpstreamConnection.open(at.upstream);
    const result = await connection.bind(known);
    if (result.code === 0) {
      signedIn = connection;
      credentials = given.name === '' ? null : known;
      signedInAt = credentials ? at.upstream : null;
    } else connection.close();
    await send(writeResult(id, op.bound, result));
  }

  async function search(message: Message): Promise<void> {
    const asked = readSearch(message);
    const { id } = message;
    if (!isRootDse(asked)) {
      stats.searches.push({ ...asked, connection: options.number });
      const told = await behaviours.onSearch?.(asked, stats.searches.length);
      if (told) {
        await send(writeItem(id, told));
        return;
      }
    }
    const chosen = troubles.choose(behaviours.troubles, asked);
    const acts = troubles.apply(id, chosen, handler(asked), closed);
    let stop = (): void => {};
    const stopped = new Promise<null>((resolve) => {
      stop = () => resolve(null);
    });
    running.set(id, stop);
    void closed.then(stop);
    try {
      for (;;) {
        const step = await Promise.race([acts.next(), stopped]);
        if (step === null || step.done) break;
        await act(id, step.value);
      }
    } finally {
      running.delete(id);
      void acts.return();
    }
  }

  async function act(id: number, what: Act): Promise<void> {
    if (what.is === 'raw') await send(what.bytes);
    else if (what.is === 'cut') {
      if (what.how === 'rst') await new Promise((resolve) => setTimeout(resolve, 20));
      hangUp(what.how);
      running.get(id)?.();
    } else if (what.is === 'cutAfterBytes') cut = { at: written + what.bytes, how: what.how };
    else {
      if (what.is === 'entry') stats.entries += 1;
      await send(writeItem(id, what));
    }
  }

  async function extended({ id, operation }: Message): Promise<void> {
    const [name] = elements(operation.content);
    if (toText(name!) !== oid.startTls || !certificate || socket instanceof TLSSocket) {
      await send(writeResult(id, op.extendedDone, done(2, 'unknown extended operation')));
      return;
    }
    await send(writeResult(id, op.extendedDone, done(0), [tlv(0x8a, oid.startTls)]));
    listen(overTls(raw, certificate));
  }

  async function take(bytes: Buffer): Promise<void> {
    const message = readMessage(bytes);
    stats.operations.push(message.operation.tag);
    switch (message.operation.tag) {
      case op.bind:
        return bind(message);
      case op.search:
        // Not waited for: AD too works on several requests of a connection at once.
        void search(message).catch(() => socket.destroy());
        return undefined;
      case op.abandon:
        stats.abandons += 1;
        running.get(toInt({ tag: 0x02, content: message.operation.content }))?.();
        return undefined;
      case op.unbind:
        socket.end();
        return undefined;
      case op.extended:
        return extended(message);
      default:
        // Whatever would write: the lab refuses, and its statistics tell.
        return send(writeResult(message.id, message.operation.tag + 1, done(53, 'the lab is read only')));
    }
  }

  function listen(on: Socket): void {
    socket.removeAllListeners('data');
    socket = on;
    const splitter = new Splitter();
    let last = Promise.resolve();
    on.on('error', () => {});
    on.on('data', (chunk: Buffer) => {
      try {
        for (const bytes of splitter.push(chunk)) {
          const whole = Buffer.from(bytes);
          last = last.then(() => take(whole)).catch(() => void on.destroy());
        }
      } catch {
        on.destroy();
      }
    });
  }

  raw.on('error', () => {});
  if (options.secure && certificate) {
    const tls = overTls(raw, certificate);
    listen(tls);
  } else listen(raw);
}
