/** The attribute store as a list of answers that somebody read beforehand; what is not among them is gathered, to be read and told. */
import { formatFilter } from '../../directory/filter/format.ts';
import type { AskedQuery } from './result.ts';
import type { ActiveDirectoryStore, StoreAnswer, StoreQuery } from './store.ts';

/** The same for questions that mean the same. */
const keyOf = ({ account, filter, attributes }: StoreQuery): string =>
  JSON.stringify([account, filter && formatFilter(filter), attributes.map(({ text }) => text)]);

export class ToldStore implements ActiveDirectoryStore {
  readonly #answers: ReadonlyMap<string, StoreAnswer>;
  readonly #unanswered = new Map<string, StoreQuery>();
  readonly #code: string;

  /** `code`: why there is no answer, of what is not among them. */
  constructor(answers: readonly AskedQuery[], code: string) {
    this.#answers = new Map(answers.map(({ query, answer }) => [keyOf(query), answer]));
    this.#code = code;
  }

  /** What was asked and not told, each once. */
  get unanswered(): StoreQuery[] {
    return [...this.#unanswered.values()];
  }

  ask(query: StoreQuery): StoreAnswer {
    const key = keyOf(query);
    const answer = this.#answers.get(key);
    if (answer) return answer;
    this.#unanswered.set(key, query);
    return { state: 'notReadable', code: this.#code };
  }
}
