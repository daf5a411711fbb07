import { createI18n } from 'vue-i18n';
import type { MessageContext, MessageFunction } from 'vue-i18n';
import en from '../locales/en.ts';
import ko from '../locales/ko.ts';
import { formatMessage, formatNumber } from './format.ts';
import type { MessageValue } from './format.ts';

export const locales = ['en', 'ko'] as const;
export type Locale = (typeof locales)[number];

type Tree<Leaf> = { readonly [key: string]: Leaf | Tree<Leaf> };

/** Messages as functions: vue-i18n then compiles nothing, neither at run time nor ahead of it. */
function asFunctions(words: Tree<string>, language: Locale): Tree<MessageFunction<string>> {
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? (context: MessageContext<string>) =>
            formatMessage(value, (name) => context.named(name) as MessageValue, language)
        : asFunctions(value, language),
    ]),
  );
}

export const i18n = createI18n({
  legacy: false,
  locale: 'en' as Locale,
  fallbackLocale: 'en',
  messages: { en: asFunctions(en, 'en'), ko: asFunctions(ko, 'ko') } as object as Record<
    Locale,
    Record<string, string>
  >,
  // A missing key is a fault of ours: tests fail on this line in the console.
  missing: (language, key) => console.error(`[words] no message ${key} in ${language}`),
});

/** The part of vue-i18n that is used here; its own types follow every key and are too deep for that. */
interface Composer {
  readonly locale: { value: string };
  t(key: string, values: Record<string, unknown>): string;
  te(key: string, locale: string): boolean;
}
const global = i18n.global as unknown as Composer;

/** The sentence of the window for a key of `locales/*.ts`. */
export function t(key: string, values?: Record<string, MessageValue>): string {
  if (values) return global.t(key, values);
  // Lists ask for the same few words a thousand times while they scroll.
  const known = `${global.locale.value} ${key}`;
  let text = plain.get(known);
  if (text === undefined) plain.set(known, (text = global.t(key, {})));
  return text;
}
const plain = new Map<string, string>();

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
  return new Intl.DateTimeFormat(
    locale(),
    sameDay ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(at);
}

/** A point in time in full, with its zone. */
export function fullTime(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime())
    ? iso
    : new Intl.DateTimeFormat(locale(), { dateStyle: 'full', timeStyle: 'long' }).format(at);
}

/** A point in time in full, and in UTC where that is another: what stands behind a short one. */
export function timeTitle(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime()) || at.getTimezoneOffset() === 0) return fullTime(iso);
  return `${fullTime(iso)}\n${at
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')}`;
}
