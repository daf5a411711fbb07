import { CircleCheck, CircleDashed, Unlink } from '@lucide/vue';
import type { SecretItem } from '#contract/sessions/vault.ts';

/** How a secret stands: an icon and a tone beside its word. */
export const secretLooks = {
  inUse: { icon: CircleCheck, tone: 'text-muted' },
  orphan: { icon: Unlink, tone: 'text-orange' },
  gone: { icon: CircleDashed, tone: 'text-orange' },
} satisfies Record<SecretItem['state'], unknown>;
