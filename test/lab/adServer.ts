/**
 * An LDAP server that keeps the limits which Samba does not: pages of at most 1,000, at most 1,500 values of an
 * attribute at a time, sizeLimit; and that can be told to misbehave. Built on ldapts' reading and writing of BER, so that
 * Treeline's own is checked against another's.
 */
import {
  BerReader,
  BerWriter,
  EqualityFilter,
  PagedResultsControl,
  SearchRequest,
  type Control,
} from 'ldapts';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { once } from 'node:events';

export interface AdEntry {
  readonly dn: string;
  attributes: Record<string, readonly (string | Buffer)[]>;
}

export interface AdBehaviour {
  maxPageSize?: number;
  maxValRange?: number;
  /** Continuation references that end every subtree search. */
  references?: readonly string[];
  /** Every second page comes empty, with a cookie: AD does that when a page's time runs out before a match. */
  emptyPages?: boolean;
  /** Called before each search is answered: to change entries between two pieces of a range, to count. */
  onSearch?: (search: SearchRequest) => void;
  /** Answer searches with this code and text instead. */
  failWith?: { code: number; message: string } | null;
  /** Answer binds with this code and text. */
  bindResult?: { code: number; message: string };
  /** Answer StartTLS with this code (default 2, protocolError). */
  startTlsCode?: number;
  /** Bytes sent right behind the StartTLS answer, in the same packet. */
  behindStartTls?: Buffer;
  /** After this many entries of a search, send nothing more. */
  stallAfter?: number;
  /** After this many entries of a search, send a notice of disconnection with this code. */
  noticeAfter?: { entries: number; code: number };
  /** Message bytes instead of the first entry of a search. */
  malformedEntry?: Buffer;
}

export interface AdServer {
  readonly port: number;
  readonly behaviour: AdBehaviour;
  /** Tags of all operations that clients sent. */
  readonly operations: number[];
  readonly searches: SearchRequest[];
  /** The same searches as they came, byte by byte. */
  readonly rawSearches: Buffer[];
  close(): Promise<void>;
}

const depth = (dn: string): number => (dn === '' ? 0 : dn.split(',').length);

function inScope(dn: string, search: SearchRequest): boolean {
  const base = search.baseDN.toLowerCase();
  const lower = dn.toLowerCase();
  if (search.scope === 'base') return lower === base;
  const below = base === '' || lower.endsWith(`,${base}`);
  return search.scope === 'one' ? below && depth(dn) === depth(base) + 1 : below || lower === base;
}

/** Presence (always true here) and equality: what the tests of limits need. */
function matches(entry: AdEntry, { filter }: SearchRequest): boolean {
  if (!(filter instanceof EqualityFilter)) return true;
  const wanted = String(filter.value).toLowerCase();
  return Object.entries(entry.attributes).some(
    ([name, values]) =>
      name.toLowerCase() === filter.attribute.toLowerCase() &&
      values.some((value) => String(value).toLowerCase() === wanted),
  );
}

/** The attributes as AD gives them: whole, or the first piece beside an empty one, or the piece asked for. */
function shownAttributes(
  entry: AdEntry,
  asked: readonly string[],
  maxValRange: number,
): [string, readonly (string | Buffer)[]][] {
  const shown: [string, readonly (string | Buffer)[]][] = [];
  for (const [name, values] of Object.entries(entry.attributes)) {
    for (const wish of asked) {
      const match = /^([^;]+)(?:;range=(\d+)-(\d+|\*))?$/.exec(wish)!;
      if (wish !== '*' && match[1] !== name.toLowerCase()) continue;
      const from = Number(match[2] ?? 0);
      if (match[2] === undefined && values.length <= maxValRange) shown.push([name, values]);
      else if (from < values.length) {
        const end = Math.min(
          values.length,
          from + maxValRange,
          match[3] === undefined || match[3] === '*' ? Infinity : Number(match[3]) + 1,
        );
        if (match[2] === undefined) shown.push([name, []]);
        shown.push([
          `${name};range=${from}-${end === values.length ? '*' : end - 1}`,
          values.slice(from, end),
        ]);
      }
      break;
    }
  }
  return shown;
}

const message = (id: number, write: (writer: BerWriter) => void): Buffer => {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  write(writer);
  writer.endSequence();
  return writer.buffer;
};

const result = (id: number, tag: number, code: number, text = '', cookie?: string): Buffer =>
  message(id, (writer) => {
    writer.startSequence(tag);
    writer.writeEnumeration(code);
    writer.writeString('');
    writer.writeString(text);
    writer.endSequence();
    if (cookie === undefined) return;
    writer.startSequence(0xa0);
    new PagedResultsControl({ value: { size: 0, cookie: Buffer.from(cookie) } }).write(writer);
    writer.endSequence();
  });

const entryMessage = (id: number, dn: string, attributes: [string, readonly (string | Buffer)[]][]): Buffer =>
  message(id, (writer) => {
    writer.startSequence(0x64);
    writer.writeString(dn);
    writer.startSequence();
    for (const [name, values] of attributes) {
      writer.startSequence();
      writer.writeString(name);
      writer.startSequence(0x31);
      for (const value of values)
        writer.writeBuffer(Buffer.isBuffer(value) ? value : Buffer.from(value), 0x04);
      writer.endSequence();
      writer.endSequence();
    }
    writer.endSequence();
    writer.endSequence();
  });

/** Serves `entries` on an ephemeral port of 127.0.0.1, in the clear; anybody may read. */
export async function startAdServer(
  entries: readonly AdEntry[],
  behaviour: AdBehaviour = {},
): Promise<AdServer> {
  const operations: number[] = [];
  const searches: SearchRequest[] = [];
  const rawSearches: Buffer[] = [];
  const sockets = new Set<Socket>();

  const answerSearch = (
    socket: Socket,
    id: number,
    search: SearchRequest,
    paged: PagedResultsControl | undefined,
  ): void => {
    const { maxPageSize = 1000, maxValRange = 1500, failWith } = behaviour;
    if (failWith) {
      socket.write(result(id, 0x65, failWith.code, failWith.message));
      return;
    }
    const found = entries.filter((entry) => inScope(entry.dn, search) && matches(entry, search));
    if (search.scope === 'base' && found.length === 0) {
      socket.write(result(id, 0x65, 32, '0000208D: NameErr: problem 2001 (NO_OBJECT)'));
      return;
    }
    const cookie = paged?.value?.cookie?.toString() ?? '';
    const [start, turn] = cookie === '' ? [0, 0] : (cookie.split('/').map(Number) as [number, number]);
    const size = Math.min(paged?.value?.size || Infinity, maxPageSize);
    const empty = behaviour.emptyPages === true && turn % 2 === 1;
    const room = Math.min(size, search.sizeLimit || Infinity);
    const page = empty ? [] : found.slice(start, start + room);
    const next = start + page.length;

    let sent = 0;
    for (const entry of page) {
      if (behaviour.malformedEntry && sent === 0) socket.write(behaviour.malformedEntry);
      if (behaviour.stallAfter === sent) return;
      if (behaviour.noticeAfter?.entries === sent) {
        socket.write(result(0, 0x78, behaviour.noticeAfter.code));
        return;
      }
      socket.write(
        entryMessage(
          id,
          entry.dn,
          shownAttributes(entry, search.attributes.length === 0 ? ['*'] : search.attributes, maxValRange),
        ),
      );
      sent += 1;
    }
    if (next >= found.length && search.scope !== 'base')
      for (const uri of behaviour.references ?? [])
        socket.write(
          message(id, (writer) => {
            writer.startSequence(0x73);
            writer.writeString(uri);
            writer.endSequence();
          }),
        );
    if (paged) socket.write(result(id, 0x65, 0, '', next < found.length ? `${next}/${turn + 1}` : ''));
    else socket.write(result(id, 0x65, next < found.length ? 4 : 0));
  };

  const take = (socket: Socket, bytes: Buffer): void => {
    const reader = new BerReader(bytes);
    reader.readSequence();
    const id = reader.readInt() ?? 0;
    const operation = reader.peek() ?? 0;
    operations.push(operation);
    switch (operation) {
      case 0x60:
        socket.write(result(id, 0x61, behaviour.bindResult?.code ?? 0, behaviour.bindResult?.message));
        break;
      case 0x77:
        socket.write(
          Buffer.concat([
            result(id, 0x78, behaviour.startTlsCode ?? 2),
            behaviour.behindStartTls ?? Buffer.alloc(0),
          ]),
        );
        break;
      case 0x63: {
        reader.readSequence();
        const search = new SearchRequest({ messageId: id, filter: undefined as never });
        const wanted: Control[] = [new PagedResultsControl()];
        search.parse(reader, wanted);
        searches.push(search);
        rawSearches.push(Buffer.from(bytes));
        behaviour.onSearch?.(search);
        const paged = search.controls?.find(
          (control): control is PagedResultsControl => control instanceof PagedResultsControl,
        );
        answerSearch(socket, id, search, paged);
        break;
      }
      case 0x42:
        socket.end();
        break;
      default:
    }
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let held = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      // After StartTLS a client may begin a handshake, which this server does not know.
      if (held[0] !== 0x30) return;
      for (;;) {
        const reader = new BerReader(held);
        if (reader.readSequence() === null || reader.remain < reader.length) return;
        const end = reader.offset + reader.length;
        take(socket, held.subarray(0, end));
        held = held.subarray(end);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    behaviour,
    operations,
    searches,
    rawSearches,
    async close() {
      for (const socket of sockets) socket.destroy();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}
