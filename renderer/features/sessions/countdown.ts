import { t } from '../../app/i18n/index.ts';

/** Time left as a clock: `2:05:09`, `4:59`; a word when there is none. */
export function countdown(ms: number): string {
  if (ms <= 0) return t('sessions.expired');
  return clock(ms);
}

export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
