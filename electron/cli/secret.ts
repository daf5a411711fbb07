/** Passwords come from stdin, an environment variable or a prompt: never from an argument, which every process can see. */
import { text } from 'node:stream/consumers';
import { Fault } from '#contract/faults.ts';

const waitMs = 60_000;

/** All of stdin. `what`: of what the sentence speaks where nothing comes, "password" say. */
export async function allFromStdin(what: string): Promise<string> {
  const all = await Promise.race([
    text(process.stdin),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), waitMs).unref()),
  ]);
  if (all === null)
    throw new Fault('usage.invalid', { detail: `No ${what} came on standard input within 60 seconds.` });
  return all;
}

/** The first line of stdin, without its line end. */
export async function secretFromStdin(what = 'password'): Promise<string> {
  return (await allFromStdin(what)).split(/\r?\n/, 1)[0] ?? '';
}

const otherWays = 'Give the password on standard input with --password-stdin, or in TREELINE_PASSWORD.';

/** Asks at the terminal without showing what is typed. `instead`: what to do where there is no terminal. */
export async function secretFromPrompt(
  question: string,
  instead = otherWays,
  signal?: AbortSignal,
): Promise<string> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) throw new Fault('usage.invalid', { detail: instead });
  const typed = Promise.withResolvers<string>();
  const giveUp = () => typed.reject(new Fault('job.cancelled', {}));
  let text = '';
  const hear = (chunk: Buffer) => {
    for (const character of String(chunk)) {
      if (character === '\r' || character === '\n') return typed.resolve(text);
      if (character === '\u0003') return giveUp();
      text = character === '\u007F' || character === '\b' ? text.slice(0, -1) : text + character;
    }
  };
  const end = () => typed.resolve(text);
  // First: who types fast would see it echoed.
  stdin.setRawMode(true);
  stderr.write(question);
  stdin.on('data', hear).once('end', end).resume();
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    return await typed.promise;
  } finally {
    signal?.removeEventListener('abort', giveUp);
    stdin.off('data', hear).off('end', end);
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}
