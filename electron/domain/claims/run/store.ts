/** The attribute store "Active Directory", as a port: a snapshot or a live directory answers. */
import type { Filter } from '../../directory/filter/filter.ts';

/**
 * What a rule's `tokenGroups` asks for: names without their domain, `DOMAIN\group`, `domain.example\group`, or SIDs. The first
 * three are "Token-Groups - Unqualified Names", "… - Qualified by Domain Name" and "… - Qualified by Long Domain Name" of the
 * console, the last is "Token-Groups as SIDs".
 */
export const groupForms = ['unqualified', 'domainQualified', 'longDomainQualified', 'sid'] as const;
export type GroupForm = (typeof groupForms)[number];

export interface StoreAttribute {
  /** As written, without blanks around it: `mail`, `tokenGroups(domainQualifiedName)`. */
  readonly text: string;
  /** Without what stands in parentheses. */
  readonly name: string;
  /** Of `tokenGroups`; null for other attributes. */
  readonly form: GroupForm | null;
}

/** One question. The account decides whose attributes are read, unless there is a filter: then those of every object it finds. */
export interface StoreQuery {
  /** `DOMAIN\user`. With a filter only the domain counts. */
  readonly account: string;
  /** Null = the account itself. */
  readonly filter: Filter | null;
  readonly attributes: readonly StoreAttribute[];
}

/** `values` of every object found, in no order that counts. None is an answer: the attribute is empty. */
export type AttributeAnswer =
  | { readonly state: 'read'; readonly values: readonly string[] }
  | { readonly state: 'notReadable'; readonly code: string };

/** One answer an attribute, in their order; or one code for all. */
export type StoreAnswer =
  | { readonly state: 'read'; readonly attributes: readonly AttributeAnswer[] }
  | { readonly state: 'notReadable'; readonly code: string };

/**
 * Answers at once: a live directory is read beforehand. Ask with a store that answers `notReadable`, read what the run's
 * `queries` list, and run again, until no query is new.
 */
export interface ActiveDirectoryStore {
  ask(query: StoreQuery): StoreAnswer;
}

/** A store of which nothing is known. */
export function unreadStore(code: string): ActiveDirectoryStore {
  return { ask: () => ({ state: 'notReadable', code }) };
}
