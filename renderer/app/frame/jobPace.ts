import type { Job } from '#contract/shapes.ts';

/** Things done a second since the job began; null while there is too little to say. */
export function jobPace(job: Pick<Job, 'done' | 'startedAt' | 'state'>, now = Date.now()): number | null {
  const ran = (now - Date.parse(job.startedAt)) / 1000;
  if (job.state !== 'running' || ran < 1 || job.done <= 0) return null;
  const pace = job.done / ran;
  return pace >= 10 ? Math.round(pace) : Math.round(pace * 10) / 10;
}
