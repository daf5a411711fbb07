import { computed, shallowRef, watchEffect } from 'vue';

export type ThemeChoice = 'system' | 'light' | 'dark';

const choice = shallowRef<ThemeChoice>('system');
const system = matchMedia('(prefers-color-scheme: dark)');
const systemDark = shallowRef(system.matches);
system.addEventListener('change', (event) => (systemDark.value = event.matches));

export const theme = computed(() =>
  choice.value === 'system' ? (systemDark.value ? 'dark' : 'light') : choice.value,
);

export const setTheme = (next: ThemeChoice): void => void (choice.value = next);

watchEffect(() => (document.documentElement.dataset['theme'] = theme.value));
