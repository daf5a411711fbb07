/** A fact that was read, or the reason why it was not: absence in an answer is never told as "none". */

export const notReadReasons = [
  /** The naming context was no part of the reading. */
  'contextNotCaptured',
  /** Its context was read, and the object that would say it was not among what came. */
  'objectNotRead',
  /** The object came without the attribute that every such object has. */
  'attributeNotRead',
  'accessDenied',
  'heldElsewhere',
  'limitReached',
  /** Bytes that are not what the attribute is to hold. */
  'damaged',
  /** The server is no Active Directory. */
  'notActiveDirectory',
] as const;
export type NotReadReason = (typeof notReadReasons)[number];

export interface NotRead {
  state: 'notRead';
  reason: NotReadReason;
  /** The DN that would have told; '' where it is not even known. */
  where: string;
}
export type Known<T> = { state: 'read'; value: T } | NotRead;

export const read = <T>(value: T): Known<T> => ({ state: 'read', value });
export const notRead = (reason: NotReadReason, where: string): NotRead => ({
  state: 'notRead',
  reason,
  where,
});

/** The value, or `otherwise` where it was not read. */
export const valueOr = <T, U>(known: Known<T>, otherwise: U): T | U =>
  known.state === 'read' ? known.value : otherwise;
