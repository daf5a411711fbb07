import { basename, resolve } from 'node:path';
import { holdsObjects, type Snapshot, type Source } from '#contract/shapes.ts';
import { startImport } from '#engine/work.ts';
import type { Command } from '../command.ts';
import { saidSnapshot, saidSource } from '../documents.ts';
import { waitFor } from '../jobs.ts';
import { counted, missingLine, when } from '../words.ts';
import { snapshotOf, writing } from '../workspaces.ts';

const kindText: Readonly<Partial<Record<Source['kind'], string>>> = {
  ldif: 'LDIF',
  csvde: 'CSV of csvde',
  'ad-csv': 'CSV of Get-AD… cmdlets',
  'aws-export': 'IAM authorization details of account',
  'adfs-rules': 'AD FS claim rules',
  assertion: 'attributes of a captured SAML assertion',
  'delegation-list': 'list of console delegation of Directory Service',
};

function line(file: string, source: Source, { objectCount, readAt }: Snapshot): string {
  const what = holdsObjects(source.kind)
    ? counted(objectCount, 'object')
    : source.kind === 'aws-export'
      ? source.name
      : '';
  return `${file}: ${kindText[source.kind] ?? source.kind}${what && ` ${what}`}, as of ${when(readAt)}`;
}

export const importFile: Command = {
  name: 'import',
  usage: 'WS FILE…',
  summary:
    'import LDIF, CSV, authorization details, claim rules, delegation lists, assertions; says what it took each for',
  help: [
    'A file is known by its content, not by its name: LDIF as `ldifde` or `ldapsearch` write it, CSV of',
    '`csvde` or of `Get-ADUser … | Export-Csv` (groups, computers and other objects too), the JSON of',
    '`aws iam get-account-authorization-details`, the claim rules of an AD FS relying party, or a CSV of console',
    'delegation with the columns directoryId, region, roleArn, principalSid (and domain, name, kind, date, author).',
    'A captured SAML response (XML, its base64, or a form’s SAMLResponse=…) gives the roles that the provider sent one',
    'person: its attributes are kept, the assertion and its signature are not.',
    'Its facts are taken to be as old as the file. Files before one that fails stay imported.',
  ],
  example: 'treeline import corp.treeline corp.ldif authorization-details.json',
  takes: [2, 1000],
  async run(context) {
    const { engine, positionals, out } = context;
    const imported: { file: string; source: Source; snapshot: Snapshot }[] = [];
    await writing(context, async () => {
      for (const file of positionals.slice(1)) {
        const deposit = { path: resolve(file), name: basename(file) };
        const { snapshotId } = await waitFor(context, startImport(engine, deposit));
        imported.push({ file, ...(await snapshotOf(context, snapshotId)) });
      }
    });
    out.answer<'import'>(
      {
        imported: imported.map(({ file, source, snapshot }) => ({
          file,
          source: saidSource(source),
          snapshot: saidSnapshot(snapshot),
        })),
      },
      () =>
        imported.flatMap(({ file, source, snapshot }) => [
          line(file, source, snapshot),
          ...(source.kind === 'delegation-list'
            ? snapshot.missing.map((row) => `  ${missingLine(row)}`)
            : []),
        ]),
    );
  },
};
