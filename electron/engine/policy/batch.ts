/** Cases one by one, each answered by itself; policies that repeat from line to line are compiled once. */
import { policyCaseSchema } from '#contract/policy/case.ts';
import type { BatchAnswer, CaseError } from '#contract/policy/case.ts';
import { decisionText } from '#contract/words/policyText.ts';
import { answerOf } from './answer.ts';
import type { Answering } from './answer.ts';
import { LineReader, objectOf } from './batchLine.ts';
import type { Member } from './batchLine.ts';
import { BatchPolicies, policyMembers } from './batchPolicies.ts';
import { requestsOf } from './case.ts';
import type { Line } from './lines.ts';

/** Bytes of a line that are read at most. */
export const longestLine = 32 * 1024 * 1024;

/** What a case asks, its policies aside: those that repeat were found valid when they were compiled. */
const questionSchema = policyCaseSchema.omit(policyMembers);

export class PolicyBatch {
  readonly #answering: Answering;
  readonly #reader = new LineReader(Object.keys(policyMembers));
  readonly #policies = new BatchPolicies();

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
    const sets = this.#policies.of(members.filter(({ repeats }) => repeats));
    const question = questionSchema.safeParse(objectOf(members.filter(({ repeats }) => !repeats)));
    if (sets === null || !question.success)
      return this.#failed(number, idIn(members), this.#errorsIn(members));
    const answer = answerOf(sets, requestsOf(question.data), this.#answering);
    return { id: question.data.id ?? null, line: number, ...answer };
  }

  /** All that is wrong with a case, its policies and what it asks together. */
  #errorsIn(members: readonly Member[]): CaseError[] {
    const { error } = policyCaseSchema.safeParse(objectOf(members));
    return errorsOf(error?.issues ?? [], this.#error);
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
