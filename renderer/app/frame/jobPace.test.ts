import { expect, it } from 'vitest';
import { jobPace } from './jobPace.ts';

const startedAt = '2026-11-20T10:00:00Z';
const after = (seconds: number) => Date.parse(startedAt) + seconds * 1000;
it.each([
  ['a second too soon', 500, 'running', 0.5, null],
  ['nothing yet', 0, 'running', 10, null],
  ['over', 500, 'done', 10, null],
  ['fast', 41_234, 'running', 10, 4123],
  ['slow', 12, 'running', 10, 1.2],
] as const)('the pace of a job: %s', (_, done, state, seconds, pace) => {
  expect(jobPace({ done, state, startedAt }, after(seconds))).toBe(pace);
});
