import { fill } from '#contract/words/format.ts';
import { locale } from './index.ts';

// The sentences that window, command line and reports share: contract/words/<language>/<namespace>.ts.
const files = import.meta.glob<Record<string, unknown>>('../../../electron/contract/words/{en,ko}/*.ts', {
  eager: true,
});

type Sentences = Record<string, string>;
type Nested = { readonly [code: string]: string | Nested };
const isNested = (value: unknown): value is Nested => typeof value === 'object' && value !== null;
/** Sentences under one name: `{ a: { b: … } }` is the code `a.b`. */
const flat = (of: Nested, prefix = ''): Sentences =>
  Object.assign(
    {},
    ...Object.entries(of).map(([code, value]) =>
      typeof value === 'string' ? { [prefix + code]: value } : flat(value, `${prefix}${code}.`),
    ),
  ) as Sentences;

const words = new Map<string, Sentences>();
for (const [path, module] of Object.entries(files)) {
  const [, language, namespace] = /\/(en|ko)\/(.+)\.ts$/.exec(path)!;
  const sentences = isNested(module['default']) ? module['default'] : Object.values(module).find(isNested);
  if (sentences) words.set(`${language}/${namespace}`, flat(sentences));
  // A file of several namespaces names each of them.
  for (const [name, value] of Object.entries(module))
    if (name !== 'default' && isNested(value)) words.set(`${language}/${name}`, flat(value));
}

const missing = new Set<string>();

export const hasWord = (namespace: string, code: string): boolean =>
  words.get(`${locale()}/${namespace}`)?.[code] !== undefined;

/** The sentence of a code. A code without one shows itself, and says so once in the console. */
export function word(
  namespace: string,
  code: string,
  params: Readonly<Record<string, unknown>> = {},
): string {
  const language = locale();
  const sentence = words.get(`${language}/${namespace}`)?.[code];
  if (sentence === undefined) {
    const key = `${language}/${namespace}.${code}`;
    if (!missing.has(key)) {
      missing.add(key);
      console.error(`[words] no sentence ${key}`);
    }
    return code;
  }
  return fill(sentence, params);
}
