import { fill } from '#contract/words/format.ts';
import { locale } from './index.ts';

// The sentences that window, command line and reports share: contract/words/<language>/<namespace>.ts.
const files = import.meta.glob<Record<string, unknown>>('../../../electron/contract/words/{en,ko}/*.ts', {
  eager: true,
});

type Sentences = Record<string, string>;
const isSentences = (value: unknown): value is Sentences => typeof value === 'object' && value !== null;

const words = new Map<string, Sentences>();
for (const [path, module] of Object.entries(files)) {
  const [, language, namespace] = /\/(en|ko)\/(.+)\.ts$/.exec(path)!;
  const sentences = isSentences(module['default'])
    ? module['default']
    : Object.values(module).find(isSentences);
  if (sentences) words.set(`${language}/${namespace}`, sentences);
  // A file of several namespaces names each of them.
  for (const [name, value] of Object.entries(module))
    if (name !== 'default' && isSentences(value)) words.set(`${language}/${name}`, value);
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
