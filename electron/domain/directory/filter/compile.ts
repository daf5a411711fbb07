/**
 * A filter made ready for many entries: three-valued, as RFC 4511 4.5.1.7 has it. What the schema does not know, an assertion
 * that is not of its attribute's syntax and a rule that is not known are neither true nor false, and a negation of that is not
 * true either. An attribute that an entry lacks is false.
 */
import { dnKey } from '../dnKey.ts';
import { DnSyntaxError, parseDn } from '../dn.ts';
import type { DirectoryEntry, RawValue } from '../object.ts';
import { baseName, valuesOf } from '../values.ts';
import { anrFilter } from './anr.ts';
import { assertedDn, bitTest, equalTest, orderTest, substringTest } from './assertion.ts';
import type { AssertionContext } from './assertion.ts';
import type { Filter } from './filter.ts';
import type { ValueTest } from './match.ts';
import { ruleNamed } from './rules.ts';
import type { FilterSchema, FilterSyntax } from './syntax.ts';
import { knownSchema } from './syntax.ts';
import { valueText } from './value.ts';

/** True, false, or undefined: it cannot be told. */
export type Truth = boolean | undefined;

/** An entry as it is looked at: its values by the filter's slots. */
export interface Candidate {
  /** Whether the attribute of a slot has values. */
  has(slot: number): boolean;
  /** Whether a value of a slot passes. */
  some(slot: number, test: ValueTest): boolean;
  /** Whether the entry is in a chain, by the chain's place in `chains`. */
  inChain(chain: number): Truth;
  dn(): string;
}

/** An attribute that the filter asks about: stored descriptions of that name that have all these options. Lower case. */
export interface Slot {
  readonly name: string;
  readonly options: readonly string[];
}

/** `attribute:1.2.840.113556.1.4.1941:=target`. Attribute in lower case; the target as a key (`dnKey`). */
export interface Chain {
  readonly attribute: string;
  readonly target: string;
}

export interface CompiledFilter {
  readonly slots: readonly Slot[];
  readonly chains: readonly Chain[];
  test(candidate: Candidate): Truth;
}

export interface CompileOptions {
  readonly schema?: FilterSchema;
  /** The DN that `<GUID=…>` or `<SID=…>` names. */
  readonly nameOf?: (reference: string) => string | null;
}

type Test = (candidate: Candidate) => Truth;
const unknown: Test = () => undefined;

class Compiler {
  readonly slots: Slot[] = [];
  readonly chains: Chain[] = [];
  readonly #slotOf = new Map<string, number>();
  readonly #context: AssertionContext;

  constructor(options: CompileOptions) {
    this.#context = { schema: options.schema ?? knownSchema, nameOf: options.nameOf ?? (() => null) };
  }

  compile(filter: Filter): Test {
    switch (filter.is) {
      case 'and':
        return every(filter.parts.map((part) => this.compile(part)));
      case 'or':
        return some(filter.parts.map((part) => this.compile(part)));
      case 'not': {
        const part = this.compile(filter.part);
        return (candidate) => {
          const truth = part(candidate);
          return truth === undefined ? undefined : !truth;
        };
      }
      case 'extensible':
        return this.#extensible(filter);
    }
    if (baseName(filter.attribute).toLowerCase() === 'anr') {
      const value =
        filter.is === 'substrings' ? filter.initial : filter.is === 'present' ? null : filter.value;
      const names = value && anrFilter(value, this.#context.schema.anr);
      return names ? this.compile(names) : unknown;
    }
    const attribute = this.#context.schema.attribute(filter.attribute);
    if (!attribute) return unknown;
    // Every object has a class; one whose attributes may not be read still answers to this, as servers answer it.
    if (filter.is === 'present' && attribute.name.toLowerCase() === 'objectclass') return () => true;
    const slot = this.#slot(attribute.name, filter.attribute);
    if (filter.is === 'present') return (candidate) => candidate.has(slot);
    return this.#values(slot, this.#test(filter, attribute.syntax));
  }

  #test(
    filter: Exclude<Filter, { is: 'and' | 'or' | 'not' | 'present' | 'extensible' }>,
    syntax: FilterSyntax,
  ) {
    switch (filter.is) {
      case 'substrings':
        return substringTest(syntax, filter);
      case 'greaterOrEqual':
      case 'lessOrEqual':
        return orderTest(syntax, filter.is, filter.value);
      default:
        // Domain controllers take `~=` for `=`.
        return equalTest(syntax, filter.value, this.#context);
    }
  }

  #values(slot: number, test: ValueTest | null): Test {
    return test ? (candidate) => candidate.some(slot, test) : unknown;
  }

  #extensible(filter: Extract<Filter, { is: 'extensible' }>): Test {
    const attribute = filter.attribute === null ? null : this.#context.schema.attribute(filter.attribute);
    const rule = filter.rule === null ? 'own' : ruleNamed(filter.rule);
    if (!attribute || rule === null) return unknown;
    const slot = this.#slot(attribute.name, filter.attribute!);
    if (rule === 'bitAnd' || rule === 'bitOr') {
      const numeric = attribute.syntax === 'integer' || attribute.syntax === 'guessed';
      return this.#values(slot, numeric ? bitTest(filter.value, rule === 'bitAnd') : null);
    }
    if (rule === 'inChain') return this.#chain(attribute, filter.value);
    const syntax = rule === 'own' ? attribute.syntax : rule;
    const test = equalTest(syntax, filter.value, this.#context);
    const values = this.#values(slot, test);
    if (!filter.dn || !test || !this.#context.schema.namesCount) return values;
    return (candidate) => values(candidate) === true || inName(candidate.dn(), attribute.name, test);
  }

  #chain({ name, syntax }: { name: string; syntax: FilterSyntax }, value: Uint8Array): Test {
    const text = syntax === 'dn' || syntax === 'guessed' ? valueText(value) : null;
    const target = text === null ? null : assertedDn(text, this.#context);
    if (target === null) return unknown;
    const known = this.chains.findIndex((each) => each.attribute === name && each.target === target);
    const chain = known < 0 ? this.chains.push({ attribute: name, target }) - 1 : known;
    return (candidate) => candidate.inChain(chain);
  }

  #slot(name: string, description: string): number {
    const options = description.toLowerCase().split(';').slice(1).toSorted();
    const key = [name, ...options].join(';');
    let slot = this.#slotOf.get(key);
    if (slot === undefined) {
      slot = this.slots.push({ name, options }) - 1;
      this.#slotOf.set(key, slot);
    }
    return slot;
  }
}

function every(parts: readonly Test[]): Test {
  return (candidate) => {
    let all: Truth = true;
    for (const part of parts) {
      const truth = part(candidate);
      if (truth === false) return false;
      if (truth === undefined) all = undefined;
    }
    return all;
  };
}

function some(parts: readonly Test[]): Test {
  return (candidate) => {
    let any: Truth = false;
    for (const part of parts) {
      const truth = part(candidate);
      if (truth === true) return true;
      if (truth === undefined) any = undefined;
    }
    return any;
  };
}

/** Whether a name holds a value of the attribute that passes: `:dn:`. */
function inName(dn: string, attribute: string, test: ValueTest): boolean {
  try {
    return parseDn(dn).some((rdn) =>
      rdn.some((pair) => pair.type.toLowerCase() === attribute && test.value(pair.value)),
    );
  } catch (error) {
    if (error instanceof DnSyntaxError) return false;
    throw error;
  }
}

/** Makes a filter ready. It has at most `maxDepth` levels, as a parsed one has. */
export function compileSlots(filter: Filter, options: CompileOptions = {}): CompiledFilter {
  const compiler = new Compiler(options);
  const test = compiler.compile(filter);
  return { slots: compiler.slots, chains: compiler.chains, test };
}

/** Whether values stored under a description belong to a slot. */
export function slotTakes(slot: Slot, description: string): boolean {
  const lower = description.toLowerCase();
  if (baseName(lower) !== slot.name) return false;
  if (slot.options.length === 0) return true;
  const options = new Set(lower.split(';').slice(1));
  return slot.options.every((option) => options.has(option));
}

export interface EntryFilterOptions extends CompileOptions {
  /** Whether an entry is in a chain; without it no chain can be told. */
  readonly inChain?: (chain: Chain, dn: string) => Truth;
}

/** The same over entries as JavaScript objects: true, false, or undefined where it cannot be told. */
export function compileFilter(
  filter: Filter,
  options: EntryFilterOptions = {},
): (entry: DirectoryEntry) => Truth {
  const compiled = compileSlots(filter, options);
  const { slots, chains } = compiled;
  return (entry) => {
    const values = (slot: number): readonly RawValue[] => {
      const { name, options: wanted } = slots[slot]!;
      if (name === 'distinguishedname') return [entry.dn];
      return wanted.length === 0
        ? valuesOf(entry, name)
        : Object.keys(entry.attributes)
            .filter((key) => slotTakes(slots[slot]!, key))
            .flatMap((key) => entry.attributes[key]!);
    };
    return compiled.test({
      has: (slot) => values(slot).length > 0,
      some: (slot, test) => values(slot).some(test.value),
      inChain: (chain) => options.inChain?.(chains[chain]!, entry.dn),
      dn: () => entry.dn,
    });
  };
}

/**
 * Who is in a chain, among these entries: those whose attribute names the target, or names something that is in it. The
 * target itself only where a circle leads back to it.
 */
export function chainAmong(entries: Iterable<DirectoryEntry>, chain: Chain): Set<string> {
  const namedBy = new Map<string, string[]>();
  for (const entry of entries) {
    const key = dnKey(entry.dn);
    // Its own name stands for itself, whether an attribute says so or not.
    const values = chain.attribute === 'distinguishedname' ? [entry.dn] : valuesOf(entry, chain.attribute);
    for (const value of values) {
      if (typeof value !== 'string') continue;
      const target = dnKey(value);
      const by = namedBy.get(target);
      if (by) by.push(key);
      else namedBy.set(target, [key]);
    }
  }
  const found = new Set<string>();
  const open = [chain.target];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const by of namedBy.get(at) ?? []) {
      if (found.has(by)) continue;
      found.add(by);
      open.push(by);
    }
  }
  return found;
}
