/** Cases one by one, each answered by itself; policies that repeat from line to line are compiled once. */
import { policyCaseSchema } from '#contract/policy/case.ts';
import type { BatchAnswer, CaseError, PolicyCase } from '#contract/policy/case.ts';
import { decisionText } from '#contract/words/policyText.ts';
import { compileSets } from '#domain/policy/evaluate/sets.ts';
import type { PolicySets } from '#domain/policy/evaluate/sets.ts';
import { answerOf } from './answer.ts';
import type { Answering } from './answer.ts';
import { LineReader } from './batchLine.ts';
import type { Member } from './batchLine.ts';
import { inputOf, requestsOf } from './case.ts';
import type { Line } from './lines.ts';

/** Bytes of a line that are read at most. */
export const longestLine = 32 * 1024 * 1024;

const policyMembers: ReadonlySet<string> = new Set([
  'identityPolicies',
  'permissionsBoundary',
  'sessionPolicies',
  'resourcePolicy',
  'trustPolicy',
  'endpointPolicies',
  'serviceControlPolicies',
  'resourceControlPolicies',
] satisfies (keyof PolicyCase)[]);

/** Compiled sets that are kept, and characters of their policies altogether. */
const most = { sets: 64, size: 1 << 22 };

export class PolicyBatch {
  readonly #answering: Answering;
  readonly #reader = new LineReader(policyMembers);
  /** The set used last stands last. */
  readonly #compiled = new Map<string, { readonly sets: PolicySets; readonly size: number }>();
  readonly #numbers = new WeakMap<Member, number>();
  #size = 0;
  #next = 0;

  constructor(answering: Answering) {
    this.#answering = answering;
  }

  /** A line that is no valid case is answered too: nothing was decided (`decision` is null), and `errors` says why. */
  answer({ number, text, broken }: Line): BatchAnswer {
    if (text === null)
      return this.#failed(number, null, [this.#error('lineTooLong', '', { limit: '32 MB' })]);
    const read = this.#reader.read(text);
    if (broken) return this.#failed(number, null, [this.#error('notJson', '')]);
    if ('problem' in read)
      return this.#failed(number, null, [this.#error(read.problem.code, read.problem.path)]);
    const { members } = read;
    const given: unknown = Object.fromEntries(members.map(({ name, value }) => [name, value]));
    const parsed = policyCaseSchema.safeParse(given);
    if (!parsed.success)
      return this.#failed(number, idIn(members), errorsOf(parsed.error.issues, this.#error));
    const answer = answerOf(this.#setsOf(members, parsed.data), requestsOf(parsed.data), this.#answering);
    return { id: parsed.data.id ?? null, line: number, ...answer };
  }

  #setsOf(members: readonly Member[], given: PolicyCase): PolicySets {
    const policies = members.filter(({ name }) => policyMembers.has(name));
    const key = policies.map((member) => this.#numberOf(member)).join(' ');
    const known = this.#compiled.get(key);
    if (known) {
      this.#compiled.delete(key);
      this.#compiled.set(key, known);
      return known.sets;
    }
    const sets = compileSets(inputOf(given));
    const size = policies.reduce((sum, { text }) => sum + text.length, 0);
    if (size <= most.size) this.#keep(key, sets, size);
    return sets;
  }

  #keep(key: string, sets: PolicySets, size: number): void {
    this.#compiled.set(key, { sets, size });
    this.#size += size;
    for (const [oldest, { size: freed }] of this.#compiled) {
      if (this.#compiled.size <= most.sets && this.#size <= most.size) return;
      this.#compiled.delete(oldest);
      this.#size -= freed;
    }
  }

  /** A member that the reader knew is the same object again. */
  #numberOf(member: Member): number {
    let number = this.#numbers.get(member);
    if (number === undefined) this.#numbers.set(member, (number = this.#next++));
    return number;
  }

  #failed(line: number, id: BatchAnswer['id'], errors: CaseError[]): BatchAnswer {
    const message = decisionText(null, null, this.#answering.say);
    return { id, line, decision: null, decidedBy: null, message, conditions: [], alternatives: [], errors };
  }

  readonly #error = (
    code: 'notJson' | 'duplicateElement' | 'caseInvalid' | 'lineTooLong',
    path: string,
    params: Readonly<Record<string, string>> = {},
  ): CaseError => ({ code, path, params, message: this.#answering.say(`problem.${code}`, params) });
}

function idIn(members: readonly Member[]): BatchAnswer['id'] {
  const value = members.find(({ name }) => name === 'id')?.value;
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string; readonly code?: string } & {
  readonly keys?: readonly string[];
};

/** Each key that a case does not have is an error at its own place. */
function errorsOf(
  issues: readonly Issue[],
  error: (code: 'caseInvalid', path: string, params: Record<string, string>) => CaseError,
): CaseError[] {
  return issues.flatMap(({ path, message, keys }) =>
    keys
      ? keys.map((key) => error('caseInvalid', pathText([...path, key]), { detail: 'there is no such key' }))
      : [error('caseInvalid', pathText(path), { detail: message })],
  );
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
