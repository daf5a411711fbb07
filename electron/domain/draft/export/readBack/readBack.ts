/** Files of an export back into changes. */
import type { DraftChange } from '../../change.ts';
import type { TextFormat } from '../exportDraft.ts';
import type { ExportedFile } from '../exported.ts';
import { readAdfs } from './adfs.ts';
import { readCloudFormation } from './cloudFormation.ts';
import { readIdentityCenterCli } from './identityCenterCli.ts';
import { readLdifChanges } from './ldif.ts';
import { readTerraform } from './terraform.ts';

/** In the files' order; throws `ReadBackError`. */
export function readBack(format: TextFormat, files: readonly ExportedFile[]): DraftChange[] {
  const each = (read: (file: string, text: string) => DraftChange[]): DraftChange[] =>
    files.flatMap(({ name, text }) => read(name, text));
  switch (format) {
    case 'terraform':
      return each(readTerraform);
    case 'cloudformation':
      return each(readCloudFormation);
    case 'identity-center':
      return files.length === 0 ? [] : readIdentityCenterCli(files);
    case 'adfs':
      return each(readAdfs);
    case 'ldif':
      return each(readLdifChanges);
  }
}
