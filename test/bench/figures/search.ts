import type { Answer, Asked } from '../figure.ts';
import { percentile } from '../numbers.ts';
import { seeded } from '../seeded.ts';
import { shapeOf, sizes } from '../shape.ts';
import { Tree } from '../tree.ts';

const words = 60;
const page = { offset: 0, limit: 50 };

interface Texts {
  readonly prefix: string[];
  readonly substring: string[];
}

/** What people type, key by key: account names, full names, group names; and from within them. Every text once. */
function texts(tree: Tree): Texts {
  const random = seeded(11);
  const { leaves, groups } = tree.shape;
  const prefix = new Set<string>();
  const substring = new Set<string>();
  for (let n = 0; n < words; n++) {
    const leaf = Math.floor(random() * leaves);
    const word = [tree.accountName(leaf), tree.leafName(leaf), tree.groupName(Math.floor(random() * groups))][
      n % 3
    ]!;
    for (let typed = 1; typed <= Math.min(word.length, 12); typed++) prefix.add(word.slice(0, typed).trim());
    const from = 1 + Math.floor(random() * (word.length - 4));
    for (let typed = 3; typed <= 8 && from + typed <= word.length; typed++)
      substring.add(word.slice(from, from + typed).trim());
  }
  return { prefix: [...prefix].filter(Boolean), substring: [...substring].filter(Boolean) };
}

/** Search as you type: the first rows and how many there are, for every text that stands in the box meanwhile. */
export async function search({ facts, snapshotId, workspace }: Asked): Promise<Answer> {
  const opened = await workspace();
  const ask = async (text: string): Promise<{ took: number; total: number }> => {
    const began = performance.now();
    const { total } = await opened.rows({ of: 'search', snapshotId, text }, page);
    return { took: performance.now() - began, total };
  };
  const { took: first } = await ask('first question');
  const answer: Record<string, number> = { first };
  for (const [kind, list] of Object.entries(texts(new Tree(shapeOf(sizes[facts.size]))))) {
    const times: number[] = [];
    for (const text of list) {
      const { took, total } = await ask(text);
      // Every text stands in an object's name; only what is shorter than the index's pieces may find less.
      if (total === 0 && text.length > 2) throw new Error(`"${text}" found nothing`);
      times.push(took);
    }
    answer[`${kind} p50`] = percentile(times, 0.5);
    answer[`${kind} p95`] = percentile(times, 0.95);
    answer[`${kind} longest`] = Math.max(...times);
    answer[`${kind} texts`] = times.length;
  }
  return answer;
}
