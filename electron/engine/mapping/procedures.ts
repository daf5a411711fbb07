/** What people enter of the mapping, and trying rules and conventions out. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type {
  ClaimTest,
  ClaimTestAsked,
  KeptClaimTestAsked,
  claimTestProcedures,
} from '#contract/claimTest.ts';
import { Fault } from '#contract/faults.ts';
import type { mappingProcedures } from '#contract/mapping.ts';
import { checkRules } from '#domain/claims/check/check.ts';
import { parseRules } from '#domain/claims/parse/parse.ts';
import { readTrusts } from '#domain/claims/parse/trusts.ts';
import { defaultSettings } from '#domain/claims/run/settings.ts';
import { EstateIndex } from '#domain/mapping/estateIndex.ts';
import { namingTemplate, readByTemplate } from '#domain/mapping/groupName.ts';
import { reachesAws, useOf } from '#domain/mapping/ruleUse.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Engine } from '../engine.ts';
import { testClaimsLive } from './liveClaims.ts';

type In<P extends keyof typeof mappingProcedures> = z.infer<(typeof mappingProcedures)[P]['input']>;
type Out<P extends keyof typeof mappingProcedures> = z.infer<(typeof mappingProcedures)[P]['output']>;

export async function settings({ workspace }: Engine): Promise<Out<'settings'>> {
  const { settings: kept } = await workspace.current.mappingKept();
  const documents = await workspace.current.documents();
  return {
    settings: { rules: [...kept.rules], templates: [...kept.templates] },
    rules: documents.map(({ sourceId, name, text }) => {
      const trusts = readTrusts(text);
      const choice = kept.rules.find((one) => one.sourceId === sourceId);
      return {
        sourceId,
        name,
        chosen: choice !== undefined,
        use: choice?.use ?? useOf(trusts),
        directories: choice?.directories ? [...choice.directories] : null,
        caseOf: choice?.caseOf ?? defaultSettings.caseOf,
        trusts: trusts.filter(reachesAws).map((trust) => trust.name ?? name),
      };
    }),
  };
}

/** Throws `input.invalid` for a template that is none. */
export async function saveSettings(
  { workspace }: Engine,
  input: In<'saveSettings'>,
): Promise<Out<'saveSettings'>> {
  for (const [index, { text, account, roleText }] of input.templates.entries()) {
    const template = namingTemplate(text, {
      account: account ?? undefined,
      roleText: roleText ?? undefined,
    });
    if (typeof template === 'string')
      throw new Fault('input.invalid', { path: `templates.${index}`, detail: template });
  }
  await workspace.current.putMapping('settings', '', input);
  return {};
}

export async function testTemplate(
  { workspace }: Engine,
  { template, names }: In<'testTemplate'>,
): Promise<Out<'testTemplate'>> {
  const { text, account, roleText } = template;
  const compiled = namingTemplate(text, {
    account: account ?? undefined,
    roleText: roleText ?? undefined,
  });
  if (typeof compiled === 'string') return { problem: compiled, names: [] };
  const estates = new EstateIndex(await workspace.current.estates());
  return {
    problem: null,
    names: names.map((name) => {
      const named = readByTemplate(name, compiled, (alias) => estates.accountByAlias(alias));
      if (typeof named === 'string')
        return { name, account: null, accountName: null, role: null, why: named };
      const known = estates.account(named.account)?.value;
      const accountName = known?.name ?? known?.alias ?? null;
      return { name, account: named.account, accountName, role: named.roleName, why: null };
    }),
  };
}

export async function delegations({ workspace }: Engine): Promise<Out<'delegations'>> {
  const rows = (await workspace.current.mappingKept()).delegations;
  return { total: rows.length, rows: rows.map((row) => ({ ...row })) };
}

/** The day is today's: it says when somebody looked. */
export async function putDelegation(
  { workspace }: Engine,
  input: In<'putDelegation'>,
): Promise<Out<'putDelegation'>> {
  const row = { ...input, id: input.id ?? randomUUID(), recordedOn: new Date().toISOString() };
  await workspace.current.putMapping('delegation', row.id, row);
  return row;
}

export async function removeDelegation(
  { workspace }: Engine,
  { id }: In<'removeDelegation'>,
): Promise<Out<'removeDelegation'>> {
  await workspace.current.removeMapping('delegation', id);
  return {};
}

export async function entered({ workspace }: Engine): Promise<Out<'entered'>> {
  const rows = (await workspace.current.mappingKept()).mappings;
  return { total: rows.length, rows: rows.map((row) => ({ ...row })) };
}

export async function putEntered({ workspace }: Engine, input: In<'putEntered'>): Promise<Out<'putEntered'>> {
  const row = { ...input, id: input.id ?? randomUUID(), on: new Date().toISOString() };
  await workspace.current.putMapping('mapping', row.id, row);
  return row;
}

export async function removeEntered(
  { workspace }: Engine,
  { id }: In<'removeEntered'>,
): Promise<Out<'removeEntered'>> {
  await workspace.current.removeMapping('mapping', id);
  return {};
}

/** Live for whom the name means, or for the same user: found by SID, or by DN where it has none. */
export async function testClaims(
  { workspace, live }: Engine,
  input: ClaimTestAsked,
  signal?: AbortSignal,
): Promise<ClaimTest> {
  if (!input.live) return workspace.current.testClaims(input);
  const { user, rules, caseOf } = input;
  const name = 'name' in user ? user.name : await keptName(workspace.current, user);
  const stop = signal ?? new AbortController().signal;
  return live.with(input.live.profileId, (connection) =>
    testClaimsLive(workspace.current, connection, name, { rules, ...(caseOf && { caseOf }) }, stop),
  );
}

async function keptName(workspace: Workspace, user: KeptClaimTestAsked['user']): Promise<string> {
  const { row } = await workspace.object(user.snapshotId, user.objectId);
  return row.sid ?? row.dn;
}

/** Throws `object.notFound` where the source is no file of rules. */
export async function claimText(
  { workspace }: Engine,
  { sourceId }: z.infer<(typeof claimTestProcedures)['text']['input']>,
): Promise<z.infer<(typeof claimTestProcedures)['text']['output']>> {
  const found = (await workspace.current.documents()).find((one) => one.sourceId === sourceId);
  if (!found) throw new Fault('object.notFound', { name: String(sourceId) });
  return { name: found.name, text: found.text };
}

/** Needs no workspace. */
export function checkClaims({
  text,
}: z.infer<(typeof claimTestProcedures)['check']['input']>): z.infer<
  (typeof claimTestProcedures)['check']['output']
> {
  const sets = readTrusts(text).flatMap(({ acceptance, authorization, issuance }) => [
    ...(acceptance ? [acceptance] : []),
    ...(authorization?.kind === 'rules' ? [authorization.rules] : []),
    ...(issuance ? [issuance] : []),
  ]);
  const found = sets.length > 0 ? sets : [parseRules(text)];
  return {
    rules: found.reduce((sum, { rules }) => sum + rules.length, 0),
    problems: found
      .flatMap((set) => [...set.problems, ...checkRules(set)])
      .slice(0, 1000)
      .map((one) => ({ ...one, params: { ...one.params } })),
  };
}
