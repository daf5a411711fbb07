/** Comparisons and expressions over claims of which something may not be known: an answer, or null. */
import type { CompiledPattern } from '../pattern/pattern.ts';
import type { ClaimPart } from '../parse/rules.ts';
import { mayMatch } from './compile.ts';
import type { CompiledComparison, CompiledSelector, Operand } from './compile.ts';
import { namesUnknownDomain } from './domainName.ts';
import type { OpenCode, PartialClaim } from './open.ts';
import type { CompilePattern } from './patterns.ts';
import type { RunSettings } from './settings.ts';

/** A limit that a rule exceeds; never leaves the runner. */
export class LimitExceeded extends Error {
  readonly code: OpenCode;

  constructor(code: OpenCode) {
    super(code);
    this.code = code;
  }
}

/** Why the last answer was null, beyond what the claims themselves lack. */
export interface Unknown {
  readonly code: OpenCode;
  readonly detail: string | null;
}

const noProperty = '';
const unknownDomainDetail = 'domain: domainNameUnknown';

export function partOf(claim: PartialClaim, part: ClaimPart): string | null {
  if (part.kind === 'field') return claim[part.field];
  if (claim.properties === null) return null;
  return Object.hasOwn(claim.properties, part.name) ? claim.properties[part.name]! : noProperty;
}

export class Evaluator {
  readonly #settings: RunSettings;
  readonly compilePattern: CompilePattern;
  #work: number;
  #text: number;
  /** Collected while a rule runs, and taken by who asks. */
  unknowns: Unknown[] = [];

  constructor(settings: RunSettings, compilePattern: CompilePattern, spent: { work: number; text: number }) {
    this.#settings = settings;
    this.compilePattern = compilePattern;
    this.#work = spent.work;
    this.#text = spent.text;
  }

  get spent(): { work: number; text: number } {
    return { work: this.#work, text: this.#text };
  }

  /** Whether the claim fits; `env` holds the claims of the conditions before. */
  selects(selector: CompiledSelector, claim: PartialClaim, env: readonly PartialClaim[]): boolean | null {
    this.#spend(1);
    let fits: boolean | null = true;
    for (const comparison of selector.comparisons) {
      this.#spend(1);
      const one = this.holds(comparison, claim, env);
      if (one === false) return false;
      if (one === null) fits = null;
    }
    return fits;
  }

  holds(comparison: CompiledComparison, claim: PartialClaim, env: readonly PartialClaim[]): boolean | null {
    const found = partOf(claim, comparison.part);
    if (found !== null && namesUnknownDomain(found)) return this.#unknown('subject', unknownDomainDetail);
    if (comparison.byPattern) {
      const compiled = comparison.compiled ?? this.patternOf(comparison.value, env);
      if (found === null || compiled === null) return null;
      const matches = this.#matches(compiled, found);
      return matches === null ? null : matches !== comparison.negated;
    }
    const { value } = comparison;
    const wanted = value.kind === 'literal' ? value.value : this.text(value, env);
    if (found === null || wanted === null) return null;
    if (namesUnknownDomain(wanted)) return this.#unknown('subject', unknownDomainDetail);
    return this.same(comparison.part, found, wanted) !== comparison.negated;
  }

  same(part: ClaimPart, one: string, other: string): boolean {
    if (one === other) return true;
    const { types, values } = this.#settings.caseOf;
    const rule = part.kind === 'field' && part.field === 'type' ? types : values;
    return rule === 'ignored' && one.length === other.length && one.toLowerCase() === other.toLowerCase();
  }

  /** What the expression gives; null where that is not known. */
  text(operand: Operand, env: readonly PartialClaim[]): string | null {
    switch (operand.kind) {
      case 'literal':
        return operand.value;
      case 'part':
        return partOf(env[operand.slot]!, operand.part);
      case 'concat': {
        let joined = '';
        let known = true;
        for (const part of operand.parts) {
          const text = this.text(part, env);
          if (text === null) known = false;
          else if (joined.length + text.length > this.#settings.limits.value) return this.#tooLong();
          else joined += text;
        }
        return known ? this.#made(joined) : null;
      }
      case 'replace':
        return this.#replace(operand, env);
    }
  }

  #replace(operand: Extract<Operand, { kind: 'replace' }>, env: readonly PartialClaim[]): string | null {
    const input = this.text(operand.input, env);
    const compiled = operand.compiled ?? this.patternOf(operand.pattern, env);
    const replacement = this.text(operand.replacement, env);
    if (compiled === null) return null;
    if (compiled.pattern === null) return this.#unknown('pattern', compiled.problem.code);
    if (input === null || replacement === null) return null;
    const { pattern } = compiled;
    if (!mayMatch(pattern, input)) return input;
    // Telling every match takes longer than finding that there is one.
    this.#spend(4 * input.length);
    // Every match may bring the whole text with it as often as the replacement refers to it.
    const most = replacement.length + replacement.split('$').length * input.length;
    const limit = this.#settings.limits.value;
    if (input.length + (input.length + 1) * most > limit) {
      this.#spend(4 * input.length);
      const matches = pattern.all(input).length;
      if (input.length + matches * most > 3 * limit) return this.#tooLong();
    }
    const text = pattern.replace(input, replacement);
    this.#spend(text.length);
    return text.length > limit ? this.#tooLong() : this.#made(text);
  }

  /** Null where the pattern's text is not known. */
  patternOf(operand: Operand, env: readonly PartialClaim[]): CompiledPattern | null {
    const text = this.text(operand, env);
    return text === null ? null : this.compilePattern(text);
  }

  #matches(compiled: CompiledPattern, text: string): boolean | null {
    if (compiled.pattern === null) return this.#unknown('pattern', compiled.problem.code);
    if (!mayMatch(compiled.pattern, text)) return false;
    this.#spend(text.length / 2);
    return compiled.pattern.matches(text);
  }

  #unknown(code: OpenCode, detail: string | null): null {
    if (!this.unknowns.some((one) => one.code === code && one.detail === detail))
      this.unknowns.push({ code, detail });
    return null;
  }

  #tooLong(): null {
    return this.#unknown('valueTooLong', null);
  }

  #made(text: string): string {
    this.#text += text.length;
    if (this.#text > this.#settings.limits.text) throw new LimitExceeded('tooMuchWork');
    return text;
  }

  #spend(work: number): void {
    this.#work += work;
    if (this.#work > this.#settings.limits.work) throw new LimitExceeded('tooMuchWork');
  }
}
