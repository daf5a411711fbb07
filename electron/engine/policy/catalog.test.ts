import { afterAll, describe, expect, it } from 'vitest';
import { testEngine } from '#test/support/engine.ts';
import { createServiceCatalog } from './catalog.ts';
import { aboutAction, catalogInfo, complete } from './catalogProcedures.ts';
import { lint } from './lint.ts';

const test = testEngine();
const { engine } = test;
afterAll(() => test.close());

const values = async (
  what: 'service' | 'action' | 'conditionKey',
  text: string,
  action: string | null = null,
) => (await complete(engine, { what, text, action, limit: 50 })).rows.map(({ value }) => value);

describe('the catalog behind its procedures', () => {
  it('tells of which day it is', async () => {
    const { date, actions, services } = await catalogInfo(engine);
    expect(date).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(actions).toBeGreaterThan(services);
  });

  it.each([
    ['service', 's3', 's3'],
    ['service', 'Secrets Manager', 'secretsmanager'],
    ['action', 's3:getobject', 's3:GetObject'],
    ['action', 's3:GetOb*', 's3:GetObject'],
    ['action', 'assumerolewith', 'sts:AssumeRoleWithSAML'],
    ['conditionKey', 'aws:sourcei', 'aws:SourceIdentity'],
  ] as const)('completes a %s from %s', async (what, text, first) => {
    expect((await values(what, text))[0]).toBe(first);
  });

  it('puts what begins with the text before what holds it, at most as many as asked for', async () => {
    const { rows, more } = await complete(engine, { what: 'action', text: 'getobject', limit: 5 });
    expect(rows).toHaveLength(5);
    expect(more).toBe(true);
    const values = rows.map(({ value }) => value);
    expect(values).toContain('s3:GetObject');
    expect(values.every((value) => value.toLowerCase().includes(':getobject'))).toBe(true);
    expect(rows.find(({ value }) => value === 's3:GetObject')!.level).toBe('read');
    expect(rows[0]!.text!.length).toBeGreaterThan(10);
  });

  it('offers keys of the action and those of all', async () => {
    expect(await values('conditionKey', 'passed', 'iam:PassRole')).toEqual(['iam:PassedToService']);
    expect(await values('conditionKey', 'passed', 's3:GetObject')).toEqual([]);
    expect(await values('conditionKey', 'aws:principalarn', 's3:GetObject')).toEqual(['aws:PrincipalArn']);
  });

  it('tells what an action is about', async () => {
    const about = await aboutAction(engine, { action: 'S3:getobject' });
    expect(about).toMatchObject({ id: 's3:GetObject', service: { prefix: 's3' }, level: 'read' });
    expect(about!.resources.map(({ arn }) => arn)).toContain(
      'arn:${Partition}:s3:::${BucketName}/${ObjectName}',
    );
    expect(about!.keys.find(({ name }) => name === 'aws:PrincipalArn')).toMatchObject({
      type: 'arn',
      global: true,
    });
    expect(await aboutAction(engine, { action: 's3:Nothing' })).toBeNull();
  });

  it('lints with it', async () => {
    const answer = await lint(engine, {
      text: '{"Statement":{"Effect":"Allow","Action":"s3:Nothing","Resource":"*"}}',
      use: 'identity',
    });
    expect(answer.findings.map(({ code }) => code)).toEqual(['unknownAction']);
    expect(answer.catalogDate).toBe((await catalogInfo(engine)).date);
  });

  it('is a fault where the build’s file is not there, and is looked for again', async () => {
    const services = createServiceCatalog({ resourcesFolder: test.folder });
    await expect(services.catalog()).rejects.toMatchObject({ code: 'internal' });
    await expect(services.catalog()).rejects.toMatchObject({ code: 'internal' });
  });
});
