/** Answers what a running request asks of a person, at the terminal: codes, responses, tokens, sign-ins at a portal. */
import type { Prompt } from '#contract/sessions/prompt.ts';
import type { Once } from '#contract/sessions/request.ts';
import { Fault } from '#contract/faults.ts';
import { onceProblemOf, type OnceKind } from '#domain/session/limitsOfOnce.ts';
import type { Context } from './command.ts';

import { interruptible } from './interrupt.ts';
import { signInAtPortal } from './portalSignIn.ts';
import { secretFromPrompt } from './secret.ts';
import { limitText } from './sessionWords.ts';

type Parts = Pick<Context, 'client' | 'out'>;

/** `once` of a kind, out of the text that somebody gave. Throws `usage.invalid` where it cannot be one; never with the text. */
export function onceOf(kind: OnceKind, text: string): Once {
  const problem = onceProblemOf(kind, text);
  if (problem) throw new Fault('usage.invalid', { detail: limitText(problem) });
  const given = text.trim();
  switch (kind) {
    case 'mfaCode':
      return { kind, code: given };
    case 'samlResponse':
      return { kind, response: given };
    case 'webIdentityToken':
      return { kind, token: given };
  }
}

/**
 * Runs `work` and asks at the terminal for what it waits for. Without a terminal nothing is asked, and what needs a person ends in
 * `session.promptUnseen`. Ctrl+C gives the work up.
 */
export async function withPrompts<T>(parts: Parts, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (!process.stdin.isTTY) return interruptible(work);
  const asking = new AbortController();
  const asked = ask(parts, asking.signal);
  // One that watches has to be there before anything is asked for.
  await new Promise((resolve) => setImmediate(resolve));
  try {
    return await interruptible(work);
  } finally {
    asking.abort();
    await asked.catch(() => {});
  }
}

async function ask(parts: Parts, signal: AbortSignal): Promise<void> {
  const { client } = parts;
  const seen = new Set<string>();
  for await (const open of await client.prompts.watch({}, { signal }))
    for (const prompt of open) {
      if (seen.has(prompt.id)) continue;
      seen.add(prompt.id);
      await answer(parts, prompt, signal).catch((error: unknown) => {
        // Ctrl+C at a prompt means the whole.
        if (error instanceof Fault && error.code === 'job.cancelled' && !signal.aborted)
          process.emit('SIGINT');
        else return client.prompts.dismiss({ id: prompt.id }).catch(() => {});
      });
    }
}

async function answer(parts: Parts, prompt: Prompt, signal: AbortSignal): Promise<void> {
  const { client, out } = parts;
  if (prompt.kind === 'portal') {
    if (prompt.provider !== null) await signInAtPortal(parts, prompt.provider, 'code', signal);
    return;
  }
  for (;;) {
    const text = await secretFromPrompt(questionOf(prompt), undefined, signal);
    try {
      return void (await client.prompts.answer({ id: prompt.id, once: onceOf(prompt.kind, text) }));
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'usage.invalid') throw error;
      out.note(String((error.params as { readonly detail?: string }).detail));
    }
  }
}

function questionOf({ kind, mfaSerial, sessionName, refused }: Prompt): string {
  switch (kind) {
    case 'mfaCode':
      return `${refused ? 'AWS did not take that code. The next ' : ''}MFA code of ${mfaSerial ?? 'your device'} for "${sessionName}": `;
    case 'samlResponse':
      return `SAML response (base64) for "${sessionName}": `;
    default:
      return `Web identity token for "${sessionName}": `;
  }
}
