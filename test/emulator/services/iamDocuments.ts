/** Policy documents as IAM writes them, and pages as IAM makes them. */
import type { Document } from '../estate.ts';
import { paged } from '../paging.ts';
import { ServiceError } from '../wire.ts';
import type { Asked, Input } from '../wire.ts';

/** RFC 3986: everything but letters, digits and `-_.~` is percent-encoded. */
export function written(document: Document, { options }: Asked): string {
  const json = JSON.stringify(document);
  if (options.documents === 'plain') return json;
  return encodeURIComponent(json).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const byMarker = { token: 'Marker', limit: 'MaxItems', from: 1, to: 1000, otherwise: 100 } as const;

export function page<T>(asked: Asked, input: Input, all: readonly T[], list = '') {
  const { items, next } = paged(asked, input, all, byMarker, list);
  return { items, paging: { IsTruncated: next !== null, Marker: next ?? undefined } };
}

export const noSuchEntity = (message: string): ServiceError => new ServiceError('NoSuchEntity', 404, message);
