/** For tests: a socket whose other side answers each request from a script, byte by byte as the script has it. */
import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { BerReader, element, integer, tags } from '../ber.ts';
import { Channel } from '../channel.ts';
import { Frames } from '../frames.ts';

/** What a request was answered with: chunks in the order of their coming; null = the connection ends. */
export type Answer = readonly (Buffer | null)[];
export interface Asked {
  readonly id: number;
  readonly operation: number;
  readonly bytes: Buffer;
}

export interface Scripted {
  readonly channel: Channel;
  /** What was asked, in order. */
  readonly asked: Asked[];
  /** The other side ends the connection. */
  end(): void;
}

/** `seconds`: how long the channel bears silence. */
export function scriptedChannel(answer: (asked: Asked, turn: number) => Answer, seconds = 1): Scripted {
  const asked: Asked[] = [];
  const frames = new Frames();
  const socket = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      frames.feed(chunk, (bytes, at, end) => {
        const message = new BerReader(bytes, at, end).inside(tags.sequence);
        const request = {
          id: message.integer(),
          operation: message.peek(),
          bytes: Buffer.from(bytes.subarray(at, end)),
        };
        asked.push(request);
        for (const part of answer(request, asked.length - 1)) this.push(part);
      });
      done();
    },
  });
  const channel = new Channel(socket as Socket, { host: 'x', port: 1 }, seconds);
  return { channel, asked, end: () => void socket.push(null) };
}

export type WireAttributes = readonly (readonly [string | Uint8Array, readonly (string | Uint8Array)[]])[];

const octets = (value: string | Uint8Array): Buffer => element(tags.octetString, value);

/** A search entry as it comes off the wire. */
export const entryMessage = (id: number, dn: string | Uint8Array, attributes: WireAttributes): Buffer =>
  element(tags.sequence, [
    integer(id),
    element(0x64, [
      octets(dn),
      element(
        tags.sequence,
        attributes.map(([name, values]) =>
          element(tags.sequence, [octets(name), element(tags.set, values.map(octets))]),
        ),
      ),
    ]),
  ]);

export const referenceMessage = (id: number, uri: string): Buffer =>
  element(tags.sequence, [integer(id), element(0x73, [octets(uri)])]);

/** The end of a search; with the paged control where there is a cookie. */
export const doneMessage = (id: number, code = 0, cookie: string | null = null): Buffer =>
  element(tags.sequence, [
    integer(id),
    element(0x65, [integer(code, tags.enumerated), octets(''), octets('')]),
    ...(cookie === null
      ? []
      : [
          element(0xa0, [
            element(tags.sequence, [
              octets('1.2.840.113556.1.4.319'),
              octets(element(tags.sequence, [integer(0), octets(cookie)])),
            ]),
          ]),
        ]),
  ]);
