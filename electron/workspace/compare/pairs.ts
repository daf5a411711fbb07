/**
 * Two entries of a pair, attribute by attribute, over their packed bytes: what is equal byte for byte is not decoded. Members are
 * compared elsewhere, by columns (members.ts).
 */
import type { NoiseReason } from '#domain/compare/codes.ts';
import { controlDifference, isBareName, sameValues } from '#domain/compare/equality.ts';
import type { FilterSyntax } from '#domain/directory/filter/syntax.ts';
import { comparedName, withoutTransfer } from '#domain/compare/attributeName.ts';
import { noiseOf, noiseReason } from '#domain/compare/noise.ts';
import { DnSyntaxError } from '#domain/directory/dn.ts';
import { rdnValue } from '#domain/directory/dnKey.ts';
import type { RawValue } from '#domain/directory/object.ts';
import { baseName, integerOf, textOf } from '#domain/directory/values.ts';
import type { Meanings } from './meaning.ts';
import { Places } from './places.ts';
import type { CompareSide } from './side.ts';

/** Bits of a difference, by place in `differenceKinds`. */
export const kindBit = {
  onlyInA: 1,
  onlyInB: 2,
  moved: 4,
  renamed: 8,
  retyped: 16,
  enabled: 32,
  disabled: 64,
  membership: 128,
  changed: 256,
} as const;

/** What two entries came to; the same object is filled anew for each pair. */
export interface PairOutcome {
  kinds: number;
  /** Numbers of attributes (`PairComparer.names`) that differ, that are noise, that one end could not read. */
  readonly changed: number[];
  readonly noise: number[];
  readonly notReadable: number[];
}

interface Rule {
  /** The lower-case name without options. */
  readonly base: string;
  readonly reason: NoiseReason | null;
  readonly isMember: boolean;
  /** Whether equal bytes may mean two things. */
  readonly isRelative: boolean;
}

/** Attributes that hold names inside other text; DN-Binary and DN-String by [MS-ADTS] 3.1.1.2.2.2.1 are told as text. */
const withNames: ReadonlySet<string> = new Set([
  'gplink',
  'wellknownobjects',
  'otherwellknownobjects',
  'msds-hasinstantiatedncs',
  'msds-revealedusers',
]);
/** Whether values of the attribute name objects. */
export const bearsNames = (lowerName: string, syntax: FilterSyntax): boolean =>
  isBareName(syntax) || withNames.has(lowerName);

const members: ReadonlySet<string> = new Set(['member', 'uniquemember']);
export const isMemberAttribute = (lowerName: string): boolean => members.has(lowerName);

export class PairComparer {
  /** Names by number, as `comparedName` gives them; `spelled` as the servers spell them. */
  readonly names: string[] = [];
  readonly spelled: string[] = [];
  readonly #rules: Rule[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #a: CompareSide;
  readonly #b: CompareSide;
  readonly meanings: Meanings;
  readonly #namesAgree: boolean;
  readonly #withNoise: boolean;
  readonly #placesA: Places;
  readonly #placesB: Places;
  readonly #outcome: PairOutcome = { kinds: 0, changed: [], noise: [], notReadable: [] };

  /** `namesAgree`: no name means one object in A and another in B (namesakes.ts). */
  constructor(
    a: CompareSide,
    b: CompareSide,
    meanings: Meanings,
    { withNoise, namesAgree }: { readonly withNoise: boolean; readonly namesAgree: boolean },
  ) {
    this.#a = a;
    this.#b = b;
    this.meanings = meanings;
    this.#namesAgree = namesAgree;
    this.#withNoise = withNoise;
    const places = (side: CompareSide) =>
      new Places(
        side,
        ['', ...side.snapshot.attributeNames].map((name, at) => (at === 0 ? -1 : this.numberOf(name))),
        (number) => this.#rules[number]?.isMember ?? true,
      );
    this.#placesA = places(a);
    this.#placesB = places(b);
  }

  /** The number of an attribute by its description. */
  numberOf(description: string): number {
    const name = comparedName(description);
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.names.push(name) - 1;
      this.spelled.push(withoutTransfer(description));
      const base = baseName(name);
      const isRelative =
        base === 'primarygroupid' || (!this.#namesAgree && bearsNames(base, this.syntaxOf(base)));
      this.#rules.push({ base, reason: noiseReason(base), isMember: isMemberAttribute(base), isRelative });
      this.#numbers.set(name, number);
    }
    return number;
  }

  /** The lower-case name without options. */
  baseOf(number: number): string {
    return this.#rules[number]!.base;
  }

  reasonOf(number: number): NoiseReason | null {
    return this.#rules[number]!.reason;
  }

  /** `sameObject`: they have one objectGUID. Throws `workspace.damaged`. */
  compare(
    idA: number,
    bytesA: Uint8Array,
    atA: number,
    endA: number,
    idB: number,
    bytesB: Uint8Array,
    atB: number,
    endB: number,
    sameObject: boolean,
  ): PairOutcome {
    const outcome = this.#outcome;
    outcome.kinds = 0;
    outcome.changed.length = 0;
    outcome.noise.length = 0;
    outcome.notReadable.length = 0;
    this.meanings.begin(idA, idB);
    const a = this.#placesA;
    const b = this.#placesB;
    const rdn = a.read(idA, bytesA, atA, endA);
    if (!sameRdn(rdn, b.read(idB, bytesB, atB, endB))) outcome.kinds |= kindBit.renamed;
    for (const number of a.numbers) this.#attribute(number, idA, idB, rdn, sameObject);
    for (const number of b.numbers) if (!a.has(number)) this.#attribute(number, idA, idB, rdn, sameObject);
    return outcome;
  }

  #attribute(number: number, idA: number, idB: number, rdn: string, sameObject: boolean): void {
    const a = this.#placesA;
    const b = this.#placesB;
    const { base: name, reason, isRelative } = this.#rules[number]!;
    const inA = a.has(number) && a.count[number]! > 0;
    const inB = b.has(number) && b.count[number]! > 0;
    if (inA && inB && !isRelative && !a.elsewhere[number] && !b.elsewhere[number] && sameBytes(a.bytes, a.start[number]!, a.end[number]!, b.bytes, b.start[number]!, b.end[number]!)) return; // prettier-ignore
    if (!inA && !inB) return;
    const outcome = this.#outcome;
    if (inA !== inB) {
      const [side, id] = inA ? [this.#b, idB] : [this.#a, idA];
      if (!side.carries(name) || side.unread.attribute(name, () => side.snapshot.dn(id)) !== null) {
        outcome.notReadable.push(number);
        return;
      }
    }
    const derived = reason === 'derived' || isRdnAttribute(name, rdn);
    const noise = derived ? 'derived' : noiseOf(reason, { withNoise: this.#withNoise, sameObject });
    if (noise === 'identity' || noise === 'constructed' || noise === 'backLink' || noise === 'derived')
      return;
    const valuesA = inA ? a.values(number) : [];
    const valuesB = inB ? b.values(number) : [];
    if (inA && inB && sameValues(name, this.syntaxOf(name), valuesA, valuesB, this.meanings)) return;
    if (noise !== null) {
      outcome.noise.push(number);
      return;
    }
    outcome.changed.push(number);
    outcome.kinds |= kindsOf(name, valuesA, valuesB);
  }

  syntaxOf(name: string) {
    return (this.#a.schema.attribute(name) ?? this.#b.schema.attribute(name))?.syntax ?? 'guessed';
  }
}

/** Kinds that a changed attribute makes. */
function kindsOf(name: string, a: readonly RawValue[], b: readonly RawValue[]): number {
  if (name === 'objectclass' || name === 'grouptype') return kindBit.retyped;
  if (name !== 'useraccountcontrol') return kindBit.changed;
  const [before, after] = [integerOf(textOf(a[0])), integerOf(textOf(b[0]))];
  if (before === null || after === null) return kindBit.changed;
  const { disabled, rest } = controlDifference(before, after);
  const switched = disabled ? ((after & 2) !== 0 ? kindBit.disabled : kindBit.enabled) : 0;
  return switched | (rest ? kindBit.changed : 0);
}

/** `CN=x` says what cn is. */
export const isRdnAttribute = (lowerName: string, rdn: string): boolean => {
  const equals = rdn.indexOf('=');
  return equals === lowerName.length && rdn.slice(0, equals).toLowerCase() === lowerName;
};

/** The value as it is meant, case included: whoever changes the case alone has renamed the object all the same. */
function meant(rdn: string): string {
  try {
    return rdnValue(rdn) ?? '';
  } catch (error) {
    if (error instanceof DnSyntaxError) return rdn;
    throw error;
  }
}

/** Whether two RDNs, however escaped, give the same name; servers differ in how they spell the type. */
export const sameRdn = (a: string, b: string): boolean => a === b || meant(a) === meant(b);

function sameBytes(
  a: Uint8Array,
  startA: number,
  endA: number,
  b: Uint8Array,
  startB: number,
  endB: number,
): boolean {
  const length = endA - startA;
  if (length !== endB - startB) return false;
  for (let n = 0; n < length; n++) if (a[startA + n] !== b[startB + n]) return false;
  return true;
}
