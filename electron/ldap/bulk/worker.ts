/** Entry of the bulk reader's thread. */
import { parentPort } from 'node:worker_threads';
import { Fault } from '#contract/faults.ts';
import { transferables } from '#packed/page.ts';
import type { FromReader, ToReader } from './messages.ts';
import { BulkSession } from './session.ts';

if (!parentPort) throw new Error('a worker entry');
const port = parentPort;

const post = (message: FromReader): void =>
  port.postMessage(
    message,
    message.is === 'item' && message.item.is === 'page' ? transferables(message.item.page) : [],
  );

let session: BulkSession | null = null;

port.on('message', (message: ToReader) => {
  switch (message.say) {
    case 'open':
      session = new BulkSession(message.opening, post);
      session.open().then(
        ({ host, port: number }) => post({ is: 'opened', host, port: number }),
        (cause: unknown) => {
          const fault = cause instanceof Fault ? cause : new Fault('internal', { detail: String(cause) });
          post({ is: 'failed', fault: fault.toData() });
        },
      );
      break;
    case 'read':
      void session?.read(message.reading, message.request);
      break;
    case 'taken':
      session?.taken(message.reading);
      break;
    case 'cancel':
      session?.cancel(message.reading);
      break;
    case 'close':
      void (session?.close() ?? Promise.resolve()).finally(() => port.close());
      break;
  }
});
