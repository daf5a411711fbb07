import { machineOf, type Machine } from './machine.ts';
import { parsePattern } from './parse.ts';
import type { ClaimPattern, CompiledPattern, PatternMatch } from './pattern.ts';
import { compileProgram } from './program.ts';
import { parseReplacement, replaceAll } from './replacement.ts';
import { PatternRefused, patternLimits, type ParsedPattern } from './tree.ts';

/**
 * A pattern of a claim rule, ready to run: what .NET Framework's `Regex` makes of it without options, as AD FS uses it.
 * Either runs in a time linear in the text or says why not, and where; throws nothing.
 */
export function compilePattern(text: string): CompiledPattern {
  try {
    if (text.length > patternLimits.text) throw new PatternRefused('tooLong', 0, text.length);
    const parsed = parsePattern(text);
    const slots = parsed.groups.slots.filter((slot) => slot >= 0).length;
    return {
      pattern: patternOf(text, parsed, machineOf(compileProgram(parsed.root, slots, text.length))),
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof PatternRefused)) throw error;
    const { code, offset, length } = error;
    return { pattern: null, problem: { code, offset, length } };
  }
}

function patternOf(text: string, { groups }: ParsedPattern, machine: Machine): ClaimPattern {
  const numbered = (match: PatternMatch): PatternMatch => ({
    ...match,
    groups: groups.slots.map((slot) => (slot < 0 ? null : match.groups[slot]!)),
  });
  const all = (input: string): PatternMatch[] => machine.all(input).map(numbered);
  return {
    text,
    groupNames: groups.names,
    matches: machine.matches,
    all,
    replace: (input, replacement) => replaceAll(input, all(input), parseReplacement(replacement, groups)),
    needs: '',
  };
}
