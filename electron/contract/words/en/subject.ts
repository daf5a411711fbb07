import type { SubjectKind } from '../../../domain/directory/security/codes.ts';

/** What the type of an entry names. */
export const subject: Record<SubjectKind, string> = {
  attribute: 'attribute',
  propertySet: 'property set',
  extendedRight: 'extended right',
  validatedWrite: 'validated write',
  class: 'class',
  unknown: 'unknown to the schema',
};
