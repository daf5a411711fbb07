/** Passwords come from stdin, an environment variable or a prompt: never from an argument, which every process can see. */
import { text } from 'node:stream/consumers';
import { Fault } from '#contract/faults.ts';

const waitMs = 60_000;

/** The first line of stdin, without its line end. */
export async function secretFromStdin(): Promise<string> {
  const all = await Promise.race([
    text(process.stdin),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), waitMs).unref()),
  ]);
  if (all === null)
    throw new Fault('usage.invalid', { detail: 'No password came on standard input within 60 seconds.' });
  return all.split(/\r?\n/, 1)[0] ?? '';
}

/** Asks at the terminal without showing what is typed. */
export async function secretFromPrompt(question: string): Promise<string> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY)
    throw new Fault('usage.invalid', {
      detail: 'Give the password on standard input with --password-stdin, or in TREELINE_PASSWORD.',
    });
  stderr.write(question);
  stdin.setRawMode(true);
  try {
    let typed = '';
    for await (const chunk of stdin) {
      for (const character of String(chunk)) {
        if (character === '\r' || character === '\n') return typed;
        if (character === '\u0003') throw new Fault('job.cancelled', {});
        typed = character === '\u007F' || character === '\b' ? typed.slice(0, -1) : typed + character;
      }
    }
    return typed;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}
