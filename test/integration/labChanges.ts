/** Changes to the lab's first forest by OpenLDAP's tools, as its administrator: what a capture is held against. */
import type { Lab } from '../lab/lab.ts';
import { run } from '../lab/process.ts';

type Attributes = Readonly<Record<string, string>> & { readonly dn: string };

const recordOf: Record<string, (change: never) => string> = {
  add: ({ dn, ...rest }: Attributes) =>
    [
      `dn: ${dn}`,
      'changetype: add',
      ...Object.entries(rest).map(([name, value]) => `${name}: ${value}`),
    ].join('\n'),
  replace: ({ dn, ...rest }: Attributes) =>
    [
      `dn: ${dn}`,
      'changetype: modify',
      ...Object.entries(rest).flatMap(([name, value]) => [`replace: ${name}`, `${name}: ${value}`, '-']),
    ].join('\n'),
  link: ({ dn, ...rest }: Attributes) =>
    [
      `dn: ${dn}`,
      'changetype: modify',
      ...Object.entries(rest).flatMap(([name, value]) => [`add: ${name}`, `${name}: ${value}`, '-']),
    ].join('\n'),
  rename: ({ dn, to }: Attributes & { to: string }) =>
    [`dn: ${dn}`, 'changetype: modrdn', `newrdn: ${to}`, 'deleteoldrdn: 1'].join('\n'),
  delete: (dn: string) => [`dn: ${dn}`, 'changetype: delete'].join('\n'),
};

/** What is to be deleted and not there is passed over. */
export async function changeCorp(
  lab: Lab,
  verb: 'add' | 'replace' | 'link' | 'rename' | 'delete',
  changes: readonly (string | Attributes)[],
): Promise<void> {
  const ldif = changes.map((change) => recordOf[verb]!(change as never)).join('\n\n');
  const administrator = `Administrator@${lab.corp.dnsDomain}`;
  await run(
    'ldapmodify',
    [
      ...(verb === 'delete' ? ['-c'] : []),
      '-x',
      '-H',
      `ldaps://${lab.corp.address}`,
      '-D',
      administrator,
      '-w',
      lab.passwords.administrator,
    ],
    { input: `${ldif}\n`, env: { LDAPTLS_CACERT: lab.ca.file } },
  ).catch((error: unknown) => {
    if (verb !== 'delete') throw error;
  });
}
