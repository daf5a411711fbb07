/** Roles handed on and taken in turn, decoded messages, notes and files: over the sample, through the engine. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeProcedures } from '#contract/policy/decode.ts';
import { policyExportProcedures } from '#contract/policy/export.ts';
import type { PolicyExportWhat } from '#contract/policy/export.ts';
import { passRoleProcedures } from '#contract/policy/passRole.ts';
import type { PolicySubject } from '#contract/policy/place.ts';
import { decodeMessage } from '#engine/policy/decode.ts';
import { exportPolicy } from '#engine/policy/export.ts';
import { policyNotesOf } from '#engine/policy/notes.ts';
import { passRole, roleChain } from '#engine/policy/passRole.ts';
import { refusal } from '#test/emulator/services/authorizationMessage.ts';
import { buildSample } from '../../resources/sample/build.ts';
import { testEngine } from '../support/engine.ts';

const { engine, folder, close } = testEngine();
const page = { offset: 0, limit: 1000 };
const prod = '648120375592';
let snapshotId = 0;
const role = (name: string): PolicySubject => ({
  kind: 'principal',
  snapshotId,
  arn: `arn:aws:iam::${prod}:role/${name}`,
});

beforeAll(async () => {
  const path = join(folder, 'sample.treeline');
  await buildSample(path);
  await engine.workspace.open(path, { mode: 'open', readOnly: true });
  const estates = await engine.workspace.current.estates();
  snapshotId = estates.find(
    ({ facts }) =>
      facts.roles.state === 'read' &&
      facts.roles.value.some(({ arn }) => arn.endsWith(`${prod}:role/Deploy`)),
  )!.snapshotId;
}, 120_000);
afterAll(close);

describe('roles of the sample', () => {
  it('an administrator may hand every role that a service may take, and gets nothing more', async () => {
    const answer = await passRole(engine, { subject: role('Admin'), page });
    expect(passRoleProcedures.passRole.output.safeParse(answer).error?.issues ?? []).toEqual([]);
    expect(answer.total).toBeGreaterThan(0);
    for (const row of answer.rows) expect(row.reach).toMatchObject({ state: 'none' });
    const more = await passRole(engine, { subject: role('Admin'), page, onlyMore: true });
    expect(more.total).toBe(0);
  });

  it('a reader hands nothing', async () => {
    expect(await passRole(engine, { subject: role('ReadOnly'), page })).toMatchObject({ total: 0, rows: [] });
  });

  it('chains end', async () => {
    const answer = await roleChain(engine, { subject: role('Admin'), page });
    expect(passRoleProcedures.chain.output.safeParse(answer).error?.issues ?? []).toEqual([]);
    expect(answer.roles).toBeGreaterThan(50);
    expect(answer.rows.filter(({ ends }) => ends !== null).length).toBeGreaterThanOrEqual(
      answer.total > 0 ? 1 : 0,
    );
  });

  it('documents have notes', async () => {
    const answer = await policyNotesOf(engine, { subject: role('DBA') });
    expect(decodeProcedures.notes.output.safeParse(answer).error?.issues ?? []).toEqual([]);
    const codes = answer.rows.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['customerManaged', 'boundary', 'trust']));
  });
});

const hostile = `=cmd|'x'!A1","\r\n<script>alert(1)</script>\u202E`;
const message = (name: string, sid = 'NoInstances') =>
  JSON.stringify(
    refusal({
      principal: { id: 'AROAEXAMPLE:kim', arn: `arn:aws:sts::${prod}:assumed-role/${name}/kim` },
      action: 'iam:CreateUser',
      resource: `arn:aws:iam::${prod}:user/${hostile}`,
      context: { 'aws:Region': ['us-east-1'], [hostile]: [hostile] },
      statement: { sid, actions: ['iam:CreateUser'], resources: ['*'] },
    }),
  );
const given = { profile: null, sessionId: null, region: null };

describe('a decoded message', () => {
  it('is joined with what the engine says', async () => {
    const answer = await decodeMessage(engine, { ...given, message: message('ReadOnly') });
    expect(decodeProcedures.decode.output.safeParse(answer).error?.issues ?? []).toEqual([]);
    expect(answer).toMatchObject({
      source: 'given',
      message: { allowed: false, explicitDeny: true, action: 'iam:CreateUser' },
      subject: role('ReadOnly'),
      gap: null,
    });
    expect(answer.answer!.decision).not.toBe('allowed');
  });

  it.each<[string, string, object]>([
    ['of somebody who was not read', message('Nobody'), { gap: 'principalNotInWorkspace', answer: null }],
    [
      'in the answer of the command line',
      JSON.stringify({ DecodedMessage: message('ReadOnly') }),
      { gap: null },
    ],
    [
      'as the reference prints it',
      '{"allowed":"false","explicitDeny":"false","matchedStatements":"","failures":"","context":{"principal":{"id":"AIDA","name":"Bob","arn":"arn:aws:iam::123456789012:user/Bob"},"action":"ec2:StopInstances","resource":"arn:aws:ec2:us-east-1:123456789012:instance/i-1","conditions":[{"item":{"key":"ec2:Tenancy","values":["default"]}}]}}',
      { message: { context: [{ key: 'ec2:Tenancy', values: ['default'] }] }, gap: 'principalNotInWorkspace' },
    ],
  ])('%s', async (_, text, expected) => {
    expect(await decodeMessage(engine, { ...given, message: text })).toMatchObject(expected);
  });

  it.each([
    ['{"allowed":true}', 'explicitDeny'],
    ['{', '$'],
    ['{"DecodedMessage":"secret words"}', 'DecodedMessage'],
    ['[]', '$'],
  ])('%s is none', async (text, path) => {
    await expect(decodeMessage(engine, { ...given, message: text })).rejects.toMatchObject({
      code: 'policy.messageUnreadable',
      params: { path },
    });
  });
});

async function written(what: PolicyExportWhat, format: 'json' | 'html' | 'csv', locale: 'en' | 'ko' = 'en') {
  const path = join(folder, `${what.of}.${format}`);
  const input = { what, format, locale, target: engine.files.target(path) };
  expect(policyExportProcedures.export.input.safeParse(input).error?.issues ?? []).toEqual([]);
  const { bytes } = await exportPolicy(engine, input);
  const text = readFileSync(path, 'utf8');
  expect(Buffer.byteLength(text)).toBe(bytes);
  return text;
}

describe('files', () => {
  const documents: PolicySubject = {
    kind: 'documents',
    documents: [
      {
        use: 'identity',
        name: hostile,
        text: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Sid: 'A', Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::${hostile}` },
            { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' },
          ],
        }),
      },
    ],
  };
  const question = { subject: documents, action: 's3:GetObject', resource: `arn:aws:s3:::${hostile}`, context: {}, unknownContext: 'absent' as const }; // prettier-ignore
  const what: [string, () => PolicyExportWhat][] = [
    ['answer', () => ({ of: 'answer', ...question })],
    ['services', () => ({ of: 'services', subject: documents })],
    ['actions', () => ({ of: 'actions', subject: documents, service: 's3' })],
    ['difference', () => ({ of: 'difference', a: documents, b: role('ReadOnly') })],
    ['documents', () => ({ of: 'documents', subject: role('DBA') })],
    ['lint', () => ({ of: 'lint', subject: documents })],
    ['passRole', () => ({ of: 'passRole', subject: role('Admin') })],
    ['chain', () => ({ of: 'chain', subject: role('Admin') })],
    ['decoded', () => ({ of: 'decoded', message: message('ReadOnly', hostile) })],
  ]; // prettier-ignore
  it.each(what)('of %s come back as they went', async (of, make) => {
    const json = JSON.parse(await written(make(), 'json')) as { of: string };
    expect(json.of).toBe(of);
    const csv = await written(make(), 'csv', 'ko');
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const rows = parse(csv, { bom: true }) as string[][];
    expect(rows[0]!.length).toBeGreaterThan(1);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    const html = await written(make(), 'html');
    expect(html).not.toMatch(/<script|\u202E|src=|href=/);
    expect(html).toContain('<h1>');
  });

  it('of an answer name what was asked, whatever it is called', async () => {
    const rows = parse(await written({ of: 'answer', ...question }, 'csv'), { bom: true }) as string[][];
    expect(rows.flat()).toContain(`'${hostile}`);
    expect(JSON.parse(await written({ of: 'answer', ...question }, 'json'))).toMatchObject({
      decision: 'allowed',
      request: { resource: `arn:aws:s3:::${hostile}` },
    });
  });
});
