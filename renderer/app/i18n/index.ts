import { createI18n } from 'vue-i18n';
import type { MessageContext } from 'vue-i18n';
import en from '../locales/en.ts';
import ko from '../locales/ko.ts';
import { formatMessage, formatNumber } from './format.ts';
import type { MessageValue } from './format.ts';

export const locales = ['en', 'ko'] as const;
export type Locale = (typeof locales)[number];

export const i18n = createI18n({
  legacy: false,
  locale: 'en' as Locale,
  fallbackLocale: 'en',
  messages: { en, ko },
  // A missing key is a fault of ours: tests fail on this line in the console.
  missing: (locale, key) => console.error(`[words] no message ${key} in ${locale}`),
  messageCompiler: (message, { locale }) => {
    const text = typeof message === 'string' ? message : '';
    return (context: MessageContext<string>) => formatMessage(text, (name) => context.named(name) as MessageValue, locale);
  },
});

const global = i18n.global;

/** The sentence of the window for a key of `locales/*.ts`. */
export const t = (key: string, values: Record<string, MessageValue> = {}): string => global.t(key, values as Record<string, unknown>);

/** Whether there is a sentence for a key. */
export const hasMessage = (key: string): boolean => global.te(key, 'en');

export const locale = (): Locale => global.locale.value as Locale;

export function setLocale(next: Locale): void {
  global.locale.value = next;
  document.documentElement.lang = next;
}

/** The language of the system, of those we have. */
export const systemLocale = (): Locale => (navigator.language.toLowerCase().startsWith('ko') ? 'ko' : 'en');

export const number = (value: number): string => formatNumber(value, locale());

/** A point in time, short: the time of today, else the day and the time. */
export function time(iso: string, now = new Date()): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const sameDay = at.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(locale(), sameDay ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** A point in time in full, with its zone. */
export function fullTime(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : new Intl.DateTimeFormat(locale(), { dateStyle: 'full', timeStyle: 'long' }).format(at);
}
