/// <reference lib="dom" />
/**
 * Runs in the page: a client of the contract for the test, over a port of its own, and what befell the ports. Bundled
 * and injected by `client.ts` before the page's own scripts.
 */
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';

type Nested = { [name: string]: Nested } & ((input: unknown) => Promise<unknown>);

export type Outcome = { readonly value: unknown } | { readonly code: string; readonly data: unknown };

const probe = {
  /** Ports that the preload posted, ours included. */
  posted: 0,
  origins: [] as string[],
  /** Keep the next port from the page and use it here. */
  take: false,
  /** What became of the port that was taken last. */
  state: 'none' as 'none' | 'open' | 'closed',
  api: null as Nested | null,
  /** Everything that a stream said. */
  heard: [] as unknown[],

  async call(path: string[], input: unknown): Promise<Outcome> {
    const procedure = path.reduce<Nested>((at, name) => at[name] as Nested, probe.api as Nested);
    try {
      return { value: await procedure(input) };
    } catch (error) {
      return error instanceof ORPCError
        ? { code: error.code, data: error.data }
        : { code: 'ERROR', data: String(error) };
    }
  },
  async listen(path: string[]): Promise<void> {
    const outcome = await probe.call(path, undefined);
    if (!('value' in outcome)) throw new Error(outcome.code);
    void (async () => {
      for await (const message of outcome.value as AsyncIterable<unknown>) probe.heard.push(message);
    })().catch(() => {});
  },
};
export type Probe = typeof probe;

declare global {
  interface Window {
    probe: Probe;
    /** What the preload offers, and anything that a page might try on it. */
    treeline: {
      readonly shell: string;
      pickFile(kind: unknown): Promise<string | null>;
      pickTarget(suggestedName: unknown, format: unknown): Promise<string | null>;
      signIn(provider: unknown): Promise<string | null>;
      forgetCopied(digest: unknown): Promise<boolean>;
      restartEngine(): Promise<void>;
    };
  }
}
window.probe = probe;

window.addEventListener(
  'message',
  (event) => {
    const port = event.ports[0];
    if (event.data !== 'treeline:port' || !port) return;
    probe.posted += 1;
    probe.origins.push(event.origin);
    if (!probe.take) return;
    event.stopImmediatePropagation();
    probe.take = false;
    probe.state = 'open';
    port.addEventListener('close', () => (probe.state = 'closed'));
    probe.api = createORPCClient(new RPCLink({ port }));
    port.start();
  },
  true,
);
