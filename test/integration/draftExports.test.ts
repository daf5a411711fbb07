/** Drafts of the sample as files, read back and applied: what they would give is the same. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftConvertProcedures } from '#contract/draftConvert.ts';
import { draftExportProcedures } from '#contract/draftExport.ts';
import type { DraftExport } from '#contract/draftExport.ts';
import type { GrantChangeRow } from '#contract/draft.ts';
import type { DraftChange } from '#domain/draft/change.ts';
import { exportFormats } from '#domain/draft/export/codes.ts';
import type { ExportFormat } from '#domain/draft/export/codes.ts';
import { convertRemarks } from '#domain/draft/convert/codes.ts';
import * as conversions from '#engine/drafts/convert.ts';
import * as drafts from '#engine/drafts/drafts.ts';
import { exportDraft, readDraftFiles, saveDraftFiles } from '#engine/drafts/export.ts';
import { zipOf } from '#engine/exporting/zip.ts';
import { buildSample } from '../../resources/sample/build.ts';
import { testEngine } from '../support/engine.ts';

const { engine, folder, close } = testEngine();
const path = join(folder, 'sample.treeline');

beforeAll(async () => {
  await buildSample(path);
  await engine.workspace.open(path, { mode: 'open' });
}, 120_000);
afterAll(close);

const firstPage = { offset: 0, limit: 1000 };

/** What a draft would change of the grants, but for evidence that stands on the draft itself. */
async function grantsOf(changes: readonly DraftChange[]): Promise<string[]> {
  const asked = { draft: { changes: [...changes] }, actions: [] };
  const { rows, total } = await drafts.answer(engine, 'grants', { asked, filter: {}, page: firstPage });
  expect(total).toBe(rows.length);
  const brief = (grant: GrantChangeRow['before']) =>
    grant && [grant.id, grant.status, [...grant.issues].sort().join()];
  return rows
    .map(({ change, before, after, users }) => JSON.stringify([change, brief(before), brief(after), users]))
    .sort();
}

async function exported(changes: readonly DraftChange[]): Promise<Map<ExportFormat, DraftExport>> {
  const answer = await exportDraft(engine, { draft: { changes: [...changes] }, formats: [...exportFormats] });
  expect(draftExportProcedures.export.output.safeParse(answer).error?.issues ?? []).toEqual([]);
  return new Map(answer.exports.map((one) => [one.format, one]));
}

async function readBack(format: ExportFormat, { files }: DraftExport): Promise<DraftChange[]> {
  if (files.length === 0) return [];
  const answer = await readDraftFiles(engine, { format, files: files.map((one) => ({ ...one })) });
  expect(answer.problem).toBeNull();
  return answer.changes;
}

async function converted(mechanism: 'saml' | 'delegation') {
  const asked = { mechanism };
  const summary = await conversions.answer(engine, 'convert', asked);
  const { changes } = await conversions.answer(engine, 'convertChanges', { asked, part: 0 });
  const remarks = await conversions.answer(engine, 'convertRemarks', { asked, filter: {}, page: firstPage });
  const { convert, convertRemarks: page } = draftConvertProcedures;
  expect(convert.output.safeParse(summary).error?.issues ?? []).toEqual([]);
  expect(page.output.safeParse(remarks).error?.issues ?? []).toEqual([]);
  return { summary, changes, remarks: remarks.rows };
}

describe('a conversion under way', () => {
  it('ends when everybody who asked has given up, and says how far it is', async () => {
    const { drafts } = engine.workspace.current;
    const giveUp = new AbortController();
    const given = drafts.convert({ mechanism: 'saml' }, () => giveUp.abort(), giveUp.signal);
    await expect(given).rejects.toMatchObject({ code: 'job.cancelled' });
    const phases: string[] = [];
    for await (const { phase } of conversions.runConversion(engine, { mechanism: 'saml' }))
      phases.push(phase);
    expect(phases.at(-1)).toBe('done');
    const { working } = await conversions.answer(engine, 'convert', { mechanism: 'saml' });
    expect(working).toBeGreaterThan(0);
  });
});

describe.each(['saml', 'delegation'] as const)('the %s mapping as permission sets', (mechanism) => {
  it('covers every grant that works, or names it', async () => {
    const { summary, changes, remarks } = await converted(mechanism);
    const { rows } = await engine.workspace.current.grants({ mechanism, status: 'works' }, firstPage);
    expect(summary.working).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(0);
    const covered = new Set(
      changes.flatMap((one) =>
        one.kind === 'assign' && 'sid' in one.principal ? `${one.account} ${one.principal.sid}` : [],
      ),
    );
    const named = new Set(
      remarks
        .filter(({ code }) => convertRemarks[code] === 'notCovered' || code === 'alreadyAssigned')
        .map(({ account, principal }) => `${account} ${principal?.sid}`),
    );
    for (const { account, principal } of rows) {
      const key = `${account} ${principal?.sid}`;
      expect(covered.has(key) || named.has(key) ? null : key).toBeNull();
    }
  });

  it('takes the people of one source alone', async () => {
    const { sources } = await engine.workspace.info();
    const { id, snapshots } = sources.find(({ name }) => name === 'cloud.hanbit.example')!;
    const asked = { mechanism, sourceIds: [id] };
    const { working } = await conversions.answer(engine, 'convert', asked);
    const all = await engine.workspace.current.grants({ mechanism, status: 'works' }, firstPage);
    const own = all.rows.filter(({ principal }) => principal?.snapshotId === snapshots.at(-1)!.id);
    expect(working).toBe(own.length);
  });

  it('gives the same grants from whichever format it is read back', async () => {
    const { changes } = await converted(mechanism);
    const grants = await grantsOf(changes);
    expect(grants.length).toBeGreaterThan(0);
    const files = await exported(changes);
    for (const format of ['terraform', 'cloudformation', 'identity-center', 'csv'] as const) {
      const one = files.get(format)!;
      expect(one.carried).toBe(changes.length);
      expect(await grantsOf(await readBack(format, one))).toEqual(grants);
    }
  }, 60_000);
});

describe('a draft of every kind', () => {
  const sidOf = async (name: string): Promise<string> => {
    const { rows } = await engine.workspace.current.grants({ text: name }, firstPage);
    return rows.find(({ principal }) => principal?.name === name)!.principal!.sid!;
  };
  let changes: DraftChange[];

  beforeAll(async () => {
    const { rows } = await engine.workspace.current.grants({ mechanism: 'saml', status: 'works' }, firstPage);
    const [grant] = rows;
    const [rules] = await engine.workspace.current.documents();
    const admin = await sidOf('AWS-648120375592-Admin');
    const role = rows.find(({ roleArn }) => roleArn?.endsWith(':role/Audit'))!.roleArn!;
    changes = [
      { kind: 'makeGroup', made: 'new', parent: grant!.principal!.dn.replace(/^[^,]+,/, ''), name: 'New, “team”', samAccountName: 'AWS-648120375592-Audit2', scope: 'global', description: null },
      { kind: 'addMember', group: { made: 'new' }, member: { sid: admin } },
      { kind: 'renameGroup', group: { sid: grant!.principal!.sid! }, samAccountName: 'Renamed' },
      { kind: 'editRules', sourceId: rules!.sourceId, document: rules!.name, text: `${rules!.text}\n` },
      { kind: 'makeRole', roleArn: role.replace(/Audit$/, 'Audit2'), trustPolicy: await trustOf(role), attachedPolicies: ['arn:aws:iam::aws:policy/SecurityAudit'], inlinePolicies: [], permissionsBoundary: null, maxSessionDuration: 3600, description: 'second' },
      { kind: 'editTrust', roleArn: role, document: { Version: '2012-10-17', Statement: [] } },
      { kind: 'map', mechanism: 'saml', roleArn: role, principal: { sid: admin } },
    ]; // prettier-ignore
  });

  async function trustOf(arn: string): Promise<unknown> {
    for (const { facts } of await engine.workspace.current.estates())
      if (facts.roles.state === 'read')
        for (const role of facts.roles.value) if (role.arn === arn) return role.trustPolicy;
    throw new Error(`no ${arn}`);
  }

  it('is carried by the formats together, and gives the same grants', async () => {
    const files = await exported(changes);
    const parts = await Promise.all(
      (['ldif', 'adfs', 'terraform'] as const).map((format) => readBack(format, files.get(format)!)),
    );
    const csv = await readBack('csv', files.get('csv')!);
    const together = parts.flat();
    expect(together.map(({ kind }) => kind).sort()).toEqual(
      changes.map(({ kind }) => kind).filter((kind) => kind !== 'map').sort(),
    ); // prettier-ignore
    expect(csv).toEqual(changes);
    const grants = await grantsOf(changes);
    expect(grants.length).toBeGreaterThan(0);
    expect(await grantsOf([...together, ...csv.filter(({ kind }) => kind === 'map')])).toEqual(grants);
  }, 60_000);

  it('is saved as one file, or all files of a format in an archive', async () => {
    const draft = { changes };
    for (const [format, { files }] of await exported(changes)) {
      const to = join(folder, format);
      for (const { name, text } of files) {
        const { bytes } = await saveDraftFiles(engine, {
          draft,
          format,
          file: name,
          target: engine.files.target(to),
        });
        const written = readFileSync(to);
        expect([written.length, written.toString()]).toEqual([bytes, text]);
      }
      const all = { draft, format, file: null, target: engine.files.target(to) };
      if (files.length === 0)
        await expect(saveDraftFiles(engine, all)).rejects.toMatchObject({ code: 'input.invalid' });
      else {
        await saveDraftFiles(engine, all);
        expect(readFileSync(to).equals(zipOf(files))).toBe(true);
      }
    }
    await expect(
      saveDraftFiles(engine, { draft, format: 'csv', file: 'other.csv', target: engine.files.target('x') }),
    ).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('leaves out what does not fit what was read, and says so', async () => {
    const gone: DraftChange = { kind: 'deleteRole', roleArn: 'arn:aws:iam::648120375592:role/NotThere' };
    const files = await exported([gone, ...changes]);
    for (const { remarks } of files.values())
      expect(remarks.find(({ index }) => index === 0)).toMatchObject({
        code: 'doesNotFit',
        params: { notice: 'roleGone' },
      });
  });

  it('leaves out a membership that the graph refuses', async () => {
    const sid = await sidOf('AWS-648120375592-Admin');
    const itself: DraftChange = { kind: 'addMember', group: { sid }, member: { sid } };
    for (const { format, carried, files, remarks } of (await exported([itself])).values()) {
      expect([format, carried, files]).toEqual([format, 0, []]);
      expect(remarks).toMatchObject([{ index: 0, code: 'doesNotFit', params: { notice: 'itself' } }]);
    }
  });
});

describe('the command line', () => {
  const cli = (...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
      const env = { ...process.env, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder, HOME: folder };
      const entry = new URL('../../electron/cli/cli.ts', import.meta.url).pathname;
      execFile(process.execPath, [entry, ...args], { env, maxBuffer: 64 << 20 }, (error, stdout, stderr) =>
        done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      );
    });

  it('converts into a draft, writes its files, and replaces none of them unasked', async () => {
    await engine.workspace.close();
    const made = await cli('draft', 'convert', path, '--mechanism', 'saml', '--name', 'Moved', '--json');
    expect(made.code).toBe(0);
    const { drafts: kept, summary } = JSON.parse(made.stdout) as {
      drafts: { id: number }[];
      summary: { parts: number };
    };
    expect(kept).toHaveLength(summary.parts);
    const out = join(folder, 'files');
    const export1 = ['draft', 'export', path, 'Moved', '--format', 'terraform,csv,ldif', '--out', out];
    expect(await cli(...export1)).toMatchObject({ code: 0 });
    expect(readdirSync(out).sort()).toEqual(['csv', 'terraform']);
    const file = join(out, 'terraform', 'treeline.tf.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, 'mine');
    expect(await cli(...export1)).toMatchObject({ code: 4 });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(await cli(...export1, '--force')).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(existsSync(join(out, 'csv', 'changes.csv'))).toBe(true);
  }, 120_000);
});
