import { machineOf, type Machine } from './machine.ts';
import { parsePattern } from './parse.ts';
import type { ClaimPattern, CompiledPattern, PatternMatch } from './pattern.ts';
import { compileProgram } from './program.ts';
import { parseReplacement, replaceAll } from './replacement.ts';
import { neededText } from './shape.ts';
import { PatternRefused, patternLimits, type Groups } from './tree.ts';

/**
 * A pattern of a claim rule, ready to run: what .NET Framework's `Regex` makes of it without options, as AD FS uses it.
 * Either runs in a time linear in the text or says why not, and where; throws nothing.
 */
export function compilePattern(text: string): CompiledPattern {
  try {
    if (text.length > patternLimits.text) throw new PatternRefused('tooLong', 0, text.length);
    const { root, groups } = parsePattern(text);
    const slots = groups.slots.filter((slot) => slot >= 0).length;
    const machine = machineOf(compileProgram(root, slots, text.length));
    return {
      pattern: patternOf(text, groups, neededText(root), machine),
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof PatternRefused)) throw error;
    const { code, offset, length } = error;
    return { pattern: null, problem: { code, offset, length } };
  }
}

function patternOf(text: string, groups: Groups, needs: string, engine: Machine): ClaimPattern {
  const gaps = groups.slots.includes(-1) || groups.slots.some((slot, number) => slot !== number);
  const numbered = (match: PatternMatch): PatternMatch =>
    gaps ? { ...match, groups: groups.slots.map((slot) => (slot < 0 ? null : match.groups[slot]!)) } : match;
  const all = (input: string): PatternMatch[] => engine.all(input).map(numbered);
  return {
    text,
    groupNames: groups.names,
    matches: (input) => engine.matches(input),
    all,
    replace: (input, replacement) =>
      engine.matches(input) ? replaceAll(input, all(input), parseReplacement(replacement, groups)) : input,
    needs,
  };
}
