/** Groups of one name that were read apart, in two domains: the rule takes the name without its domain. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Fault } from '#contract/faults.ts';
import * as audit from '#engine/audit/audit.ts';
import { startImport } from '#engine/work.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { account, addEstate, base, ldif, windows } from '../support/smallEstate.ts';

let test: TestEngine;
beforeEach(async () => {
  test = testEngine();
  await test.engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'openOrCreate' });
  await addEstate(test.engine.workspace.current);
});
afterEach(() => test.close());

async function importText(name: string, text: string): Promise<void> {
  const path = join(test.folder, name);
  writeFileSync(path, text);
  const last = await test.engine.jobs.ended(startImport(test.engine, { path, name }).id);
  if (last.fault) throw Fault.fromData(last.fault as never);
}
const group = `AWS-${account}-Admin`;
const rules = (form: string) => `
${windows} => add(store = "Active Directory", types = ("http://temp/g"), query = ";${form};{0}", param = c.Value);
c:[Type == "http://temp/g", Value =~ "AWS-(\\d{12})-(.+)"] => issue(Type = "https://aws.amazon.com/SAML/Attributes/Role", Value = RegExReplace(c.Value, "^.*AWS-(\\d{12})-(.+)$", "arn:aws:iam::$1:saml-provider/ADFS,arn:aws:iam::$1:role/$2"));`;
/** The same objects in a domain of its own: other DNs and other SIDs. */
const elsewhere = ldif({})
  .replaceAll(base, 'DC=far,DC=example,DC=net')
  .replace('dc: corp', 'dc: far')
  .replaceAll(/objectSid:: (\S+)/g, (_, text: string) => {
    const bytes = Buffer.from(text, 'base64');
    bytes.writeUInt32LE(77, 12);
    return `objectSid:: ${bytes.toString('base64')}`;
  });
async function namesakes(): Promise<string[]> {
  const { rows } = await audit.answer(test.engine, 'findings', {
    request: { checks: ['hidden-identity', 'unqualified-names'], compareTo: null },
    filter: {},
    page: { offset: 0, limit: 100 },
  });
  return rows
    .flatMap(({ code, subject }) =>
      code === 'duplicateName' || code === 'unqualifiedName' ? `${code} ${subject.where}` : [],
    )
    .toSorted();
}

it('are told, where a rule takes the name alone', async () => {
  await importText('corp.ldif', ldif({}));
  await importText('rules.txt', rules('tokenGroups'));
  expect(await namesakes()).toEqual([]);
  await importText('far.ldif', elsewhere);
  const both = [`CN=${group},${base}`, `CN=${group},DC=far,DC=example,DC=net`];
  expect(await namesakes()).toEqual(
    ['duplicateName', 'unqualifiedName'].flatMap((code) => both.map((dn) => `${code} ${dn}`)),
  );
});

it('are not told of a domain that was read twice', async () => {
  await importText('corp.ldif', ldif({}));
  await importText('again.ldif', ldif({}));
  await importText('rules.txt', rules('tokenGroups'));
  expect(await namesakes()).toEqual([]);
});

it('are not told where the rule takes the domain too, though its short name was not read', async () => {
  await importText('corp.ldif', ldif({}));
  await importText('far.ldif', elsewhere);
  await importText('rules.txt', rules('tokenGroups(domainQualifiedName)'));
  expect(await namesakes()).toEqual([]);
});
