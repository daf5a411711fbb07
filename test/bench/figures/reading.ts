import { program } from '../build.ts';
import { told } from '../outcome.ts';
import type { SlapdTree } from '../slapdTree.ts';
import { timed, type Timed } from '../timed.ts';

/** The C client reads all attributes of everything; the kernel throws its output away. */
export function reference({ slapd, facts }: SlapdTree): Promise<Timed> {
  const url = `ldap://${slapd.host}:${slapd.port}`;
  const args = ['-x', '-LLL', '-E', 'pr=1000/noprompt', '-H', url, '-b', facts.baseDn];
  return timed('ldapsearch', args, { discard: true });
}

/** The bulk reader in a fresh process, its pages dropped; the whole process counts, its start too. */
export async function reading({ slapd, facts }: SlapdTree): Promise<Timed> {
  const run = await timed(process.execPath, [program('read'), String(slapd.port), facts.baseDn], {
    memory: true,
  });
  const read = told<{ objects: number; again: number }>(run.stdout);
  if (read.objects !== facts.objects || read.again > 0)
    throw new Error(`read ${read.objects} of ${facts.objects} objects, began again ${read.again} times`);
  return run;
}
