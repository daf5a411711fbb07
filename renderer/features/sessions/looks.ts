/** How the state of a session looks: a tone and an icon beside its word. */
import { CircleCheck, CircleDashed, Clock, TimerOff } from '@lucide/vue';
import type { SessionState } from '#domain/session/lifetime.ts';

export const stateLooks = {
  fresh: { icon: CircleCheck, tone: 'text-muted' },
  soon: { icon: Clock, tone: 'text-orange' },
  expired: { icon: TimerOff, tone: 'text-faint' },
  gone: { icon: CircleDashed, tone: 'text-orange' },
} satisfies Record<SessionState, unknown>;
