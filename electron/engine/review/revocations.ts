/** What is to be done after a review: LDIF of members to take out of groups, and everything as a list. */
import { Fault } from '#contract/faults.ts';
import type { ReviewItem } from '#contract/reviewItem.ts';
import type { revocationFormats } from '#contract/reviewProcedures.ts';
import { maxPage } from '#contract/shapes.ts';
import { lineOf } from '#domain/directory/ldif/write.ts';
import { decisionOf } from '#domain/review/item.ts';
import { revocationsOf } from '#domain/review/revocations.ts';
import type { Revocation } from '#domain/review/revocations.ts';
import type { WorkspaceReviews } from '#workspace/review/asked.ts';
import { csvFormat } from '../exporting/formats.ts';
import { reviewWords } from './words.ts';
import type { Locale } from './words.ts';

interface Todo extends Revocation {
  readonly item: ReviewItem;
}

export interface WrittenRevocations {
  readonly parts: Generator<string>;
  readonly removals: number;
  readonly byHand: number;
}

/** Throws `review.changed` for LDIF of a review whose evidence or decisions are not what the program wrote. */
export async function revocationsAs(
  reviews: WorkspaceReviews,
  id: number,
  format: (typeof revocationFormats)[number],
  locale: Locale,
): Promise<WrittenRevocations> {
  const { name } = await reviews.ask('reviewGet', id);
  if (format === 'ldif' && !(await reviews.ask('reviewSeal', id)).intact)
    throw new Fault('review.changed', { name });
  const todos = await todosOf(reviews, id);
  const parts = format === 'ldif' ? revocationLdif(name, todos, locale) : revocationCsv(todos, locale);
  const removals = todos.filter(isRemoval).length;
  return { parts, removals, byHand: todos.length - removals };
}

async function todosOf(reviews: WorkspaceReviews, id: number): Promise<Todo[]> {
  const found = revocationsOf(await reviews.ask('reviewDecided', id));
  const todos: Todo[] = [];
  for (let from = 0; from < found.length; from += maxPage) {
    const some = found.slice(from, from + maxPage);
    const items = await reviews.ask(
      'reviewThese',
      id,
      some.map(({ number }) => number),
    );
    const byNumber = new Map(items.map((item) => [item.number, item]));
    for (const one of some) {
      const item = byNumber.get(one.number);
      if (!item) throw new Fault('review.itemNotFound', { number: one.number });
      todos.push({ ...one, item });
    }
  }
  return todos;
}

/** Where taking the person out of one group does it, and takes nothing that is kept. */
const isRemoval = ({ code }: Revocation): boolean => code === 'oneGroup';

/** A comment of RFC 2849 goes on until the line ends; what is no plain character could end it. */
const comment = (text: string): string => `# ${text.replaceAll(/\p{Cc}/gu, ' ')}\n`;

/** One record a membership; several items that one membership holds are one record. */
function* revocationLdif(name: string, todos: readonly Todo[], locale: Locale): Generator<string> {
  const words = reviewWords(locale);
  const removals = todos.filter(isRemoval);
  const byHand = todos.length - removals.length;
  yield `version: 1\n${comment(words.head('ldifHead', { name }))}${byHand > 0 ? comment(words.head('ldifHand', { count: byHand })) : ''}\n`;
  const written = new Set<string>();
  for (const { number, groups, item } of removals) {
    for (const { dn } of groups) {
      const member = item.person!.dn;
      const key = `${dn}\n${member}`;
      if (written.has(key)) continue;
      written.add(key);
      yield `${comment(`${number} ${item.person!.name} · ${item.role.name} · ${decisionOf(item)?.reason ?? ''}`)}${lineOf('dn', dn)}\nchangetype: modify\ndelete: member\n${lineOf('member', member)}\n-\n\n`;
    }
  }
} // prettier-ignore

const todoColumns = ['number', 'person', 'dn', 'role', 'roleKey', 'account', 'reason', 'by', 'at', 'code', 'todo', 'groups', 'alsoOpens', 'wouldTake'] as const; // prettier-ignore

function* revocationCsv(todos: readonly Todo[], locale: Locale): Generator<string> {
  const words = reviewWords(locale);
  const csv = csvFormat(todoColumns, { guard: true, byteOrderMark: true });
  yield csv.head;
  for (let from = 0; from < todos.length; from += 500)
    yield csv.rows(
      todos.slice(from, from + 500).map(({ number, code, groups, alsoOpens, wouldTake, item }) => {
        const decided = decisionOf(item);
        return [
          number,
          item.person?.name ?? null,
          item.person?.dn ?? null,
          item.role.name,
          item.role.key,
          item.role.account,
          decided?.reason ?? null,
          decided?.by ?? null,
          decided?.at ?? null,
          code,
          words.say(`removal.${code}`),
          groups.map(({ dn }) => dn).join('\n'),
          alsoOpens,
          wouldTake.join(', '),
        ];
      }),
    );
  yield csv.end();
}
