/**
 * Chapters of one story: each goes on where the last one ended, so none is tried after one that failed. Nor is that one tried
 * again: a second try would be skipped as well, and the failure forgotten.
 */
import { beforeEach, it, onTestFailed } from 'vitest';

export interface Story {
  chapter(title: string, tell: () => Promise<void>, limitMs?: number): void;
}

/** `onFailure` runs in the state that the failing chapter left. */
export function story(onFailure: (title: string) => Promise<void>): Story {
  let broken: string | null = null;
  beforeEach((context) => {
    if (broken !== null) context.skip(`after "${broken}" failed`);
  });
  return {
    chapter(title, tell, limitMs = 45_000) {
      // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title -- the chapter brings both
      it(title, { timeout: limitMs, retry: 0 }, () => {
        onTestFailed(async () => {
          broken = title;
          await onFailure(title);
        });
        return tell();
      });
    },
  };
}
