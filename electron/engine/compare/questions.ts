/**
 * Comparisons by the names that `compare.run` gives them. The workspace's thread keeps a few; a question is kept here for longer,
 * so that what has been dropped is computed again when somebody still asks for it.
 */
import { createHash } from 'node:crypto';
import type { Comparison } from '#contract/compare.ts';
import { Fault } from '#contract/faults.ts';
import type { Workspace } from '#workspace/api.ts';
import type { CompareQuestion, CompareStep } from '#workspace/compare/question.ts';
import type { Engine } from '../engine.ts';
import { readMapping } from './mappingFile.ts';

const keptQuestions = 64;
const questions = new WeakMap<Workspace, Map<string, CompareQuestion>>();

/** Remembers what is asked and names it: the same question has the same name. */
export async function nameOf(
  engine: Engine,
  asked: Comparison,
): Promise<{ id: string; question: CompareQuestion }> {
  const { mapping: handle, ...rest } = asked;
  const mapping = handle === null ? null : (await readMapping(engine.files.at(handle))).lines;
  const question: CompareQuestion = { ...rest, mapping };
  const id = createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 24);
  const workspace = engine.workspace.current;
  const known = questions.get(workspace) ?? new Map<string, CompareQuestion>();
  questions.set(workspace, known);
  known.delete(id);
  known.set(id, question);
  if (known.size > keptQuestions) known.delete(known.keys().next().value!);
  return { id, question };
}

/** Asks, and computes the comparison again where the thread has dropped it. Throws `compare.notFound` for a name of nothing. */
export async function withComparison<T>(
  workspace: Workspace,
  id: string,
  ask: () => Promise<T>,
  signal?: AbortSignal,
  onStep: (step: CompareStep) => void = () => {},
): Promise<T> {
  // Others may drop it between the two; once more is enough for people.
  for (let tries = 0; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      const question = questions.get(workspace)?.get(id);
      const gone = error instanceof Fault && error.code === 'compare.notFound';
      if (!gone || !question || tries === 2) throw error;
      await workspace.compare(id, question, onStep, signal);
    }
  }
}
