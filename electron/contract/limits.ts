/** Numbers and shapes that both sides keep to, for the window too: plain values, which need nothing to be parsed. */

/** Data is paged: at most this many rows an answer (DESIGN: streams and pages). */
export const maxPage = 1000;
/** Columns of attributes beside the rows of a list. */
export const maxColumns = 20;
/** Longer filters than anybody writes; domain controllers refuse requests of some hundred kilobytes. */
export const maxFilterLength = 16_384;
/** An attribute's name or dotted OID, with options. */
export const attributeNamePattern = /^(?:[A-Za-z][\w-]*|\d+(?:\.\d+)*)(?:;[\w=*-]+)*$/;
export const maxAttributeName = 256;
export const scopes = ['base', 'one', 'sub'] as const;

/** Kinds of sources whose snapshots hold directory objects. */
export const directoryKinds = ['forest', 'ldif', 'csvde', 'ad-csv'] as const;
export const holdsObjects = (kind: string): boolean => (directoryKinds as readonly string[]).includes(kind);
