import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Session } from '#contract/sessions/session.ts';
import { stateOf } from '#domain/session/lifetime.ts';
import type { SessionState } from '#domain/session/lifetime.ts';
import { api } from '../client.ts';
import { listen } from './stream.ts';

/** Sessions as they change, here or in another process; and the clock that their countdown follows. */
export const useSessions = defineStore('sessions', () => {
  const list = shallowRef<readonly Session[]>([]);
  const loaded = shallowRef(false);
  const error = shallowRef<unknown>(null);
  const now = shallowRef(Date.now());
  setInterval(() => (now.value = Date.now()), 1000);
  /** Raised by every answer: one that was asked for before another came is older than it. */
  let answers = 0;

  function take(next: readonly Session[]) {
    answers++;
    list.value = next;
    error.value = null;
    loaded.value = true;
  }
  function failed(fault: unknown) {
    error.value = fault;
    loaded.value = true;
  }
  listen((signal) => api.sessions.watch({}, { signal }), take, failed);

  async function load() {
    const before = answers;
    try {
      const next = await api.sessions.list({});
      if (before === answers) take(next);
    } catch (fault) {
      if (before === answers) failed(fault);
    }
  }
  /** By the clock of now: the engine tells only of what happened. */
  const stateNow = (session: Session): SessionState =>
    stateOf({
      now: now.value,
      takenAt: Date.parse(session.takenAt),
      expiresAt: Date.parse(session.expiresAt),
      present: session.state !== 'gone',
    });
  /** Those that can be used. */
  const live = computed(() => list.value.filter((each) => ['fresh', 'soon'].includes(stateNow(each))));
  /** Groups that somebody named, in the order of their names. */
  const groups = computed(() =>
    [...new Set(list.value.flatMap(({ group }) => (group === null ? [] : [group])))].toSorted((a, b) =>
      a.localeCompare(b),
    ),
  );
  return { list, loaded, error, now, load, stateNow, live, groups };
});
