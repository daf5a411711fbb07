import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import type { Settings } from '#contract/index.ts';
import { api, generation } from '../client.ts';
import { setLocale, systemLocale } from '../i18n/index.ts';
import { setTheme } from '../theme/theme.ts';

/** Theme and language. */
export const useSettings = defineStore('settings', () => {
  const settings = shallowRef<Settings>({ theme: 'system', locale: 'system' });

  function apply(next: Settings) {
    settings.value = next;
    setTheme(next.theme);
    setLocale(next.locale === 'system' ? systemLocale() : next.locale);
  }
  apply(settings.value);

  watch(generation, async (now) => {
    if (now > 0) await api.app.settings({}).then(apply, () => undefined);
  });

  return {
    settings,
    save: async (change: Partial<Settings>) => {
      const next = { ...settings.value, ...change };
      apply(next);
      await api.app.saveSettings(next);
    },
  };
});
