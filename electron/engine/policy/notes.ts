/** What is worth knowing of a subject's documents. */
import type { z } from 'zod';
import type { decodeProcedures } from '#contract/policy/decode.ts';
import { documentId } from '#domain/access/subjectPolicies.ts';
import type { SubjectDocument } from '#domain/access/subjectPolicies.ts';
import { policyLives } from '#domain/policy/notes/codes.ts';
import type { PolicyLife } from '#domain/policy/notes/codes.ts';
import { policyNotes } from '#domain/policy/notes/notes.ts';
import type { Noted } from '#domain/policy/notes/notes.ts';
import type { Engine } from '../engine.ts';
import { first } from '../estate/lists.ts';
import { knownSubject } from './subject.ts';
import type { KnownSubject } from './subject.ts';

type Procedure = (typeof decodeProcedures)['notes'];

/** Throws `snapshot.notFound`, `object.notFound`. */
export async function policyNotesOf(
  engine: Engine,
  { subject }: z.infer<Procedure['input']>,
): Promise<z.infer<Procedure['output']>> {
  const known = await knownSubject(engine, subject);
  const holder = holderOf(known);
  const rows = known.policies.documents.flatMap(({ use, level, index, kind, parsed }) =>
    policyNotes(use, parsed.document, { life: lifeOf(kind), holder }).map(({ code, path, params }) => ({
      document: documentId(use, level, index),
      use,
      code,
      path,
      params: { ...params },
    })),
  );
  return { total: rows.length, rows: first(rows) };
}

const lives: readonly string[] = policyLives;
const lifeOf = (kind: SubjectDocument['kind']): PolicyLife | null =>
  lives.includes(kind) ? (kind as PolicyLife) : null;

/** A policy alone may be anybody's. */
export function holderOf({ subject, policies }: KnownSubject): Noted['holder'] {
  if (subject.kind === 'policy' || subject.kind === 'inline') return null;
  if (subject.kind === 'documents' && !subject.principal) return null;
  const { kind } = policies.principal;
  return kind === 'user' ? 'user' : kind === 'role-session' ? 'role' : null;
}
