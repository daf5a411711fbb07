import type { Job } from '#contract/shapes.ts';
import { t } from '../i18n/index.ts';

/** What is left of a job, from its pace so far; empty while there is too little to say. */
export function timeLeft(job: Pick<Job, 'done' | 'total' | 'startedAt' | 'state'>, now = Date.now()): string {
  const ran = (now - Date.parse(job.startedAt)) / 1000;
  if (job.state !== 'running' || !job.total || job.done <= 0 || ran < 3) return '';
  const seconds = (ran / job.done) * (job.total - job.done);
  return seconds < 60
    ? t('job.secondsLeft', { count: Math.ceil(seconds) })
    : t('job.minutesLeft', { count: Math.ceil(seconds / 60) });
}
