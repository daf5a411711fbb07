/** What a role may do and for how long, as a permission set says it: two roles of one content are one set. */
import { secondsOf } from '../../access/sessions.ts';
import type { IamRole } from '../../estate/iam.ts';
import type { PermissionSet } from '../../estate/identityCenter.ts';
import { partsOfArn } from '../export/facts.ts';
import type { MakeSet } from './converted.ts';

/** Identity Center quotas (facts/group-role-mapping.md §1 C): bytes of an inline policy, policies of a set. */
export const mostInlineBytes = 10_240;
export const mostPolicies = 25;
export const surePolicies = 20;

export type ContentProblem = 'inlineTooLong' | 'inlineMixed' | 'inlineUnreadable' | 'tooManyPolicies';

export type SetContent = Pick<
  MakeSet,
  'sessionDuration' | 'managedPolicies' | 'customerPolicies' | 'inlinePolicy' | 'boundary'
>;

interface Document {
  readonly Version?: unknown;
  readonly Id?: unknown;
  readonly Statement?: unknown;
}

/** A document that was kept as text counts as what it says; null = it is none. */
function documentOf(document: unknown): Document | null {
  let value = document;
  if (typeof document === 'string')
    try {
      value = JSON.parse(document) as unknown;
    } catch (error) {
      if (error instanceof SyntaxError) return null;
      throw error;
    }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}

const statementsOf = ({ Statement }: Document): object[] =>
  (Array.isArray(Statement) ? Statement : [Statement]).filter(
    (one: unknown): one is object => typeof one === 'object' && one !== null,
  );

/** Policies in one: Sids are unique in a document, so that those that stand twice are left out. */
function merged(documents: readonly Document[]): Document {
  const sids = new Set<unknown>();
  return {
    Version: documents[0]!.Version,
    Statement: documents.flatMap(statementsOf).map((statement) => {
      const { Sid, ...rest } = statement as { Sid?: unknown };
      if (Sid === undefined || sids.has(Sid)) return rest;
      sids.add(Sid);
      return statement;
    }),
  };
}

/** The same for the same document, whatever the order of its names. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return `{${Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
    .join()}}`;
}

/** Whole minutes from one hour to twelve; a role that says nothing has one hour. */
export function durationOf(seconds: number | null): string {
  const minutes = Math.min(720, Math.max(60, Math.floor((seconds ?? 3600) / 60)));
  const rest = minutes % 60;
  return `PT${Math.floor(minutes / 60)}H${rest === 0 ? '' : `${rest}M`}`;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const isAwsPolicy = (arn: string): boolean => partsOfArn(arn).account === 'aws';

export function contentOf(role: IamRole): SetContent | ContentProblem {
  const managedPolicies = role.attachedPolicies
    .map(({ arn }) => arn)
    .filter(isAwsPolicy)
    .toSorted(byText);
  const customerPolicies = role.attachedPolicies
    .filter(({ arn }) => !isAwsPolicy(arn))
    .map(({ arn }) => nameAndPath(arn))
    .toSorted((a, b) => byText(a.path + a.name, b.path + b.name));
  if (managedPolicies.length + customerPolicies.length > mostPolicies) return 'tooManyPolicies';
  const documents: Document[] = [];
  for (const { document } of role.inlinePolicies.toSorted((a, b) => byText(a.name, b.name))) {
    const read = documentOf(document);
    if (!read) return 'inlineUnreadable';
    documents.push(read);
  }
  if (new Set(documents.map(({ Version }) => Version)).size > 1) return 'inlineMixed';
  const inlinePolicy =
    documents.length === 0 ? null : documents.length === 1 ? documents[0]! : merged(documents);
  if (
    inlinePolicy !== null &&
    new TextEncoder().encode(JSON.stringify(inlinePolicy)).length > mostInlineBytes
  )
    return 'inlineTooLong';
  const boundary = role.permissionsBoundary;
  return {
    sessionDuration: durationOf(role.maxSessionDuration),
    managedPolicies,
    customerPolicies,
    inlinePolicy,
    boundary: boundary === null || isAwsPolicy(boundary) ? boundary : nameAndPath(boundary),
  };
}

/** The same of a set that is there; null = not all of it was read. */
export function contentOfSet(set: PermissionSet): SetContent | null {
  if ((set.notRead?.length ?? 0) > 0) return null;
  const { inlinePolicy, sessionDuration } = set;
  const document = inlinePolicy === null || inlinePolicy === '' ? null : documentOf(inlinePolicy);
  if (document === null && inlinePolicy !== null && inlinePolicy !== '') return null;
  return {
    sessionDuration: durationOf(sessionDuration === null ? null : secondsOf(sessionDuration)),
    managedPolicies: set.managedPolicies.map(({ arn }) => arn).toSorted(byText),
    customerPolicies: set.customerPolicies
      .map(({ name, path }) => ({ name, path }))
      .toSorted((a, b) => byText(a.path + a.name, b.path + b.name)),
    inlinePolicy: document,
    boundary:
      set.boundary ??
      (set.customerBoundary ? { name: set.customerBoundary.name, path: set.customerBoundary.path } : null),
  };
}

function nameAndPath(arn: string): { name: string; path: string } {
  const { name, path } = partsOfArn(arn);
  return { name, path };
}

const mostName = 32;

/** A name that Identity Center takes (1–32 of `\w+=,.@-`) and that no other set has. */
export function setName(wanted: string, taken: ReadonlySet<string>): string {
  const plain = wanted.replaceAll(/[^\w+=,.@-]+/g, '-').slice(0, mostName) || 'Set';
  let name = plain;
  for (let copy = 2; taken.has(name.toLowerCase()); copy++) {
    const tail = `-${copy}`;
    name = plain.slice(0, mostName - tail.length) + tail;
  }
  return name;
}
