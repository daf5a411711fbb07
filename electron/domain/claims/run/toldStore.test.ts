/** Rules run with what was told so far and say what they ask besides, until nothing is missing. */
import { expect, it } from 'vitest';
import { alice, storeOf } from '../fixtures.ts';
import { issuanceOnly } from '../policy.ts';
import { parseRules } from '../parse/parse.ts';
import { compilePolicy } from './compile.ts';
import type { AskedQuery } from './result.ts';
import { runRules } from './run.ts';
import { defaultSettings } from './settings.ts';
import { signInClaims } from './signIn.ts';
import { ToldStore } from './toldStore.ts';

const account = 'c:[Type == "http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname"]';
const policy = compilePolicy(
  issuanceOnly(
    parseRules(`
${account} => add(store = "Active Directory", types = ("manager"), query = ";manager;{0}", param = c.Value);
${account} && m:[Type == "manager"] => add(store = "Active Directory", types = ("room"), query = "(distinguishedName={0});room;{1}", param = m.Value, param = c.Value);
${account} && r:[Type == "room"] => issue(store = "Active Directory", types = ("mail"), query = "(room={0});mail;{1}", param = r.Value, param = c.Value);
${account} => issue(store = "Active Directory", types = ("again"), query = ";manager;{0}", param = c.Value);`),
  ),
);

it('asks step by step, each question once, and ends with what a store that knows all gives', () => {
  const known = storeOf({ manager: ['CN=(Bo*b),DC=x'], room: ['7'], mail: ['bob@example.com'] });
  const answers: AskedQuery[] = [];
  const asked: (readonly string[])[] = [];
  for (let round = 0; round < 10; round++) {
    const store = new ToldStore(answers, 'notTold');
    const run = runRules(policy, signInClaims(alice), store, defaultSettings);
    if (store.unanswered.length === 0) {
      expect(run).toEqual(runRules(policy, signInClaims(alice), known, defaultSettings));
      expect(asked).toEqual([['manager'], ['room'], ['mail']]);
      return;
    }
    expect(run.open.flatMap(({ because }) => because)).toContainEqual(
      expect.objectContaining({ code: 'storeNotReadable', detail: 'notTold' }),
    );
    asked.push(store.unanswered.flatMap(({ attributes }) => attributes.map(({ text }) => text)));
    for (const query of store.unanswered) answers.push({ query, answer: known.ask(query) });
  }
  throw new Error('no end');
});
