import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Prompt } from '#contract/sessions/prompt.ts';
import { Prompts, type Wanted } from './prompts.ts';

const wanted: Wanted = {
  kind: 'mfaCode',
  sessionId: 's1',
  sessionName: 'prod',
  mfaSerial: 'arn:aws:iam::111122223333:mfa/kim',
  provider: null,
  refused: false,
  reason: 'asked',
};
const never = () => new AbortController().signal;
const code = { kind: 'mfaCode', code: '123456' } as const;

/** What a window sees, until the test ends. */
function watching(prompts: Prompts): { readonly shown: () => readonly Prompt[] } {
  const ending = new AbortController();
  undo.push(() => ending.abort());
  let last: Prompt[] = [];
  void (async () => {
    for await (const all of prompts.watch(ending.signal)) last = all;
  })();
  return { shown: () => last };
}
const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0)) step();
});

describe('a prompt', () => {
  it('is refused where nobody would see it', async () => {
    await expect(new Prompts().ask(wanted, never())).rejects.toMatchObject({ code: 'session.promptUnseen' });
  });

  it('is shown to who watches, and ends with its answer', async () => {
    const prompts = new Prompts();
    const window = watching(prompts);
    const answer = prompts.ask(wanted, never());
    await vi.waitFor(() => expect(window.shown()).toMatchObject([wanted]));
    prompts.answer(window.shown()[0]!.id, code);
    expect(await answer).toEqual(code);
    await vi.waitFor(() => expect(window.shown()).toEqual([]));
  });

  it('stays where the answer is of another kind', async () => {
    const prompts = new Prompts();
    const window = watching(prompts);
    const answer = prompts.ask(wanted, never());
    await vi.waitFor(() => expect(window.shown()).toHaveLength(1));
    const { id } = window.shown()[0]!;
    expect(() => prompts.answer(id, { kind: 'webIdentityToken', token: 'x' })).toThrow('input.invalid');
    prompts.answer(id, code);
    expect(await answer).toEqual(code);
    expect(() => prompts.answer(id, code)).toThrow('session.promptOver');
  });

  it('ends when it is dismissed, and when who asked gives up', async () => {
    const prompts = new Prompts();
    const window = watching(prompts);
    const dismissed = prompts.ask(wanted, never());
    await vi.waitFor(() => expect(window.shown()).toHaveLength(1));
    prompts.dismiss(window.shown()[0]!.id);
    await expect(dismissed).rejects.toMatchObject({ code: 'session.promptDismissed' });
    const ending = new AbortController();
    const given = prompts.ask(wanted, ending.signal);
    ending.abort();
    await expect(given).rejects.toMatchObject({ code: 'job.cancelled' });
    await vi.waitFor(() => expect(window.shown()).toEqual([]));
  });

  it('ends when its time is over', async () => {
    const prompts = new Prompts(10);
    watching(prompts);
    await expect(prompts.ask(wanted, never())).rejects.toMatchObject({ code: 'session.promptTimedOut' });
  });

  it('of a portal goes on when somebody signs in there, and at that portal alone', async () => {
    const prompts = new Prompts();
    const window = watching(prompts);
    const portal = { ...wanted, kind: 'portal', mfaSerial: null } as const;
    const one = prompts.ask({ ...portal, provider: 'p1' }, never());
    const other = prompts.ask({ ...portal, provider: 'p2' }, never());
    prompts.signedIn('p1');
    expect(await one).toBeNull();
    await vi.waitFor(() => expect(window.shown()).toMatchObject([{ provider: 'p2' }]));
    prompts.signedIn('p2');
    expect(await other).toBeNull();
  });

  it('counts watchers until the last one has gone', async () => {
    const prompts = new Prompts();
    const ending = new AbortController();
    const watch = prompts.watch(ending.signal);
    expect(prompts.watched).toBe(false);
    await watch.next();
    expect(prompts.watched).toBe(true);
    ending.abort();
    await watch.next();
    expect(prompts.watched).toBe(false);
  });
});
