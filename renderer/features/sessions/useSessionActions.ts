import { shallowReactive, shallowRef } from 'vue';
import { api } from '../../app/client.ts';
import { t, time } from '../../app/i18n/index.ts';
import { useSessions } from '../../app/stores/sessions.ts';
import { useVault } from '../../app/stores/vault.ts';
import type { Session, SessionEdit } from '#contract/sessions/session.ts';

export type SessionAction = 'refresh' | 'remove' | 'edit' | 'console';

/** What is done to a session, from the list, the inspector and the palette alike; and what it ended with. */
export function useSessionActions() {
  const sessions = useSessions();
  const vault = useVault();
  /** Session → what is under way. */
  const busy = shallowReactive(new Map<string, SessionAction>());
  const failed = shallowRef<{
    readonly id: string;
    readonly action: SessionAction;
    readonly error: unknown;
  } | null>(null);
  /** What is to be known of the one that was removed last. */
  const removed = shallowRef('');
  /** A page that should have opened; its link works once. */
  const opened = shallowRef<{ readonly id: string; readonly address: string; readonly until: string } | null>(
    null,
  );

  async function run({ id }: Session, action: SessionAction, work: () => Promise<unknown>): Promise<boolean> {
    if (busy.has(id)) return false;
    busy.set(id, action);
    failed.value = null;
    try {
      await work();
      return true;
    } catch (error) {
      failed.value = { id, action, error };
      return false;
    } finally {
      busy.delete(id);
      void sessions.load();
    }
  }
  const refresh = (session: Session) =>
    run(session, 'refresh', async () => {
      await api.sessions.refresh({ id: session.id, once: null });
      await vault.load();
    });
  const edit = (session: Session, change: Omit<SessionEdit, 'id'>) =>
    run(session, 'edit', () => api.sessions.edit({ id: session.id, ...change }));
  async function remove(session: Session): Promise<boolean> {
    const { name, expiresAt } = session;
    const done = await run(session, 'remove', () => api.sessions.remove({ id: session.id }));
    if (done) {
      const over = Date.parse(expiresAt) <= Date.now();
      removed.value = over
        ? t('sessions.removedOver', { name })
        : t('sessions.removed', { name, time: time(expiresAt) });
    }
    return done;
  }
  const openConsole = (session: Session, destination: string | null) =>
    run(session, 'console', async () => {
      opened.value = null;
      const { address, until } = await api.sessions.console({ id: session.id, destination });
      const page = window.open(address, '_blank');
      if (page) page.opener = null;
      opened.value = { id: session.id, address, until };
    });
  return {
    busy,
    failed,
    removed,
    opened,
    refresh,
    edit,
    remove,
    openConsole,
    favour: (session: Session) => edit(session, { favourite: !session.favourite }),
    keep: (session: Session) => edit(session, { keepFresh: !session.keepFresh }),
  };
}
export type SessionActions = ReturnType<typeof useSessionActions>;
