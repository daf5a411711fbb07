/**
 * Our message syntax, read without compiling code (the content security policy forbids it): `{name}` is a value,
 * `{count|object|objects}` picks a word by the plural of a number in the reader's language.
 */
export type MessageValue = string | number | readonly (string | number)[] | null | undefined;

const place = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

const numbers = new Map<string, Intl.NumberFormat>();
const plurals = new Map<string, Intl.PluralRules>();

export function formatNumber(value: number, locale: string): string {
  let format = numbers.get(locale);
  if (!format) numbers.set(locale, (format = new Intl.NumberFormat(locale)));
  return format.format(value);
}

function isOne(value: number, locale: string): boolean {
  let rules = plurals.get(locale);
  if (!rules) plurals.set(locale, (rules = new Intl.PluralRules(locale)));
  return rules.select(value) === 'one';
}

function textOf(value: MessageValue, locale: string): string {
  if (value == null) return '';
  if (typeof value === 'number') return formatNumber(value, locale);
  return typeof value === 'string' ? value : value.map((each) => textOf(each, locale)).join(', ');
}

export function formatMessage(
  message: string,
  valueOf: (name: string) => MessageValue,
  locale: string,
): string {
  return message.replace(place, (_, name: string, one?: string, other?: string) => {
    const value = valueOf(name);
    if (one === undefined) return textOf(value, locale);
    return (isOne(Number(value), locale) ? one : other) ?? '';
  });
}
