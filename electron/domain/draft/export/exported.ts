/** What an export is made of. */
import type { ExportRemarkCode, ReadBackProblemCode } from './codes.ts';

export interface ExportedFile {
  /** Relative, with `/`; of letters, digits, `.`, `_`, `-` and `%` alone. */
  readonly name: string;
  readonly text: string;
}

export interface ExportRemark {
  /** Place of the change in the draft. */
  readonly index: number;
  readonly code: ExportRemarkCode;
  readonly params: Readonly<Record<string, string>>;
}

export interface Exported {
  readonly files: readonly ExportedFile[];
  readonly remarks: readonly ExportRemark[];
}

/** A file that does not say a draft; the place is a path in it or a line. */
export class ReadBackError extends Error {
  readonly code: ReadBackProblemCode;
  readonly file: string;
  readonly place: string;

  constructor(code: ReadBackProblemCode, file: string, place = '') {
    super(`${code} ${file} ${place}`);
    this.name = 'ReadBackError';
    this.code = code;
    this.file = file;
    this.place = place;
  }
}
