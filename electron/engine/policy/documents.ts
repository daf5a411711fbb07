/** Documents as they are shown: indented text, what is wrong with it, and the lines of its statements. */
import type { z } from 'zod';
import type { placeProcedures } from '#contract/policy/place.ts';
import { documentId } from '#domain/access/subjectPolicies.ts';
import type { SubjectDocument } from '#domain/access/subjectPolicies.ts';
import { indented, linesOf, placesOf } from '#domain/policy/textLines.ts';
import type { Places } from '#domain/policy/textLines.ts';
import type { Engine } from '../engine.ts';
import { first, pageOf } from '../estate/lists.ts';
import { knownSubject } from './subject.ts';
import type { KnownSubject, PlacedDocument } from './subject.ts';

type Procedures = typeof placeProcedures;
type Input<P extends keyof Procedures> = z.infer<Procedures[P]['input']>;
type Output<P extends keyof Procedures> = z.infer<Procedures[P]['output']>;

const nowhere: Places = new Map();

/** `from`: told apart from the subject's own document at the same place. */
export function placed(given: SubjectDocument, from = ''): PlacedDocument {
  const { document, parsed, index, group, ...told } = given;
  // A name that stands twice is lost where JSON is written anew.
  const asGiven = parsed.problems.some(({ code }) => code === 'duplicateElement' || code === 'notJson');
  const text = typeof document === 'string' ? document : (JSON.stringify(document, null, 2) ?? '');
  const shown = asGiven ? null : indented(text);
  const places = shown === null ? nowhere : placesOf(JSON.parse(shown));
  const whole = { from: 1, to: (shown ?? text).split('\n').length };
  return {
    places,
    row: {
      ...told,
      id: documentId(told.use, told.level, index) + from,
      group: group && { ...group },
      text: shown ?? text,
      problems: first(parsed.problems).map(({ code, path, params }) => ({
        code,
        path,
        params: { ...params },
        lines: linesOf(places, path),
      })),
      statements: first(parsed.document?.statements ?? []).map(({ path, sid, effect }) => ({
        path,
        sid,
        effect,
        lines: linesOf(places, path) ?? whole,
      })),
    },
  };
}

export const documentsOf = (known: KnownSubject): readonly PlacedDocument[] =>
  (known.kept.documents ??= known.policies.documents.map((one) => placed(one)));

export async function documents(engine: Engine, input: Input<'documents'>): Promise<Output<'documents'>> {
  const known = await knownSubject(engine, input.subject);
  const rows = documentsOf(known).map(({ row }) => row);
  return { ...pageOf(rows, input.page), gaps: first(known.policies.gaps) };
}

export function textRange({ text, path }: Input<'textRange'>): Output<'textRange'> {
  const shown = indented(text);
  return { lines: shown === null ? null : linesOf(placesOf(JSON.parse(shown)), path) };
}
