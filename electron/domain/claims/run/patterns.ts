/** Patterns of one set of rules, each compiled once. */
import { compilePattern } from '../pattern/compile.ts';
import type { CompiledPattern } from '../pattern/pattern.ts';

export type CompilePattern = (text: string) => CompiledPattern;

/** Different patterns of one set that are run; rule sets that people write have some dozens. */
const maxPatterns = 1000;

export function patternCache(): CompilePattern {
  const known = new Map<string, CompiledPattern>();
  return (text) => {
    const found = known.get(text);
    if (found) return found;
    if (known.size >= maxPatterns)
      return { pattern: null, problem: { code: 'tooLong', offset: 0, length: text.length } };
    const compiled = compilePattern(text);
    known.set(text, compiled);
    return compiled;
  };
}
