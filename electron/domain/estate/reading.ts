/** A fact that may not be there to read. */

/**
 * A fact that was asked for: its value, or why there is none. Source: facts/aws-directory-service.md §3 (errors).
 * `code` is a fault's code, or `notAsked` (this reader does not read it), `notIncluded` (the file has no place for it),
 * `noPublicApi` (AWS lets nobody list it).
 */
export type Reading<T> =
  | { readonly state: 'read'; readonly value: T }
  | { readonly state: 'notReadable'; readonly code: string }
  | { readonly state: 'notApplicable' };
