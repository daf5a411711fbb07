/** The access matrix as a grid, and what is found to look at, in the sample: as the lists that say the same otherwise. */
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatrixFilter, MatrixRole, MatrixRow, MatrixUser } from '#contract/access.ts';
import type { Client } from '#contract/index.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import { router } from '#engine/router.ts';
import { buildSample } from '../../resources/sample/build.ts';
import { testEngine } from '../support/engine.ts';

const { engine, folder, close } = testEngine();
let client: Client;
beforeAll(async () => {
  const path = join(folder, 'sample.treeline');
  await buildSample(path);
  await engine.workspace.open(path, { mode: 'open', readOnly: true });
  client = createRouterClient(router, { context: { engine } });
}, 120_000);
afterAll(close);

async function all<T>(
  limit: number,
  ask: (page: { offset: number; limit: number }) => Promise<{ total: number; rows: T[] }>,
) {
  const rows: T[] = [];
  for (;;) {
    const found = await ask({ offset: rows.length, limit });
    rows.push(...found.rows);
    if (found.rows.length === 0 || rows.length >= found.total) return rows;
  }
}
const usersOf = (filter: MatrixFilter, by: 'name' | 'roles') =>
  all<MatrixUser>(137, (page) => client.access.matrixUsers({ filter, by, page }));
const rolesOf = (filter: MatrixFilter) =>
  all<MatrixRole>(7, (page) => client.access.matrixRoles({ filter, page }));

describe('the grid', () => {
  it.each<[string, MatrixFilter]>([
    ['everything', {}],
    ['one mechanism', { mechanism: 'identity-center' }],
    ['one account', { account: '648120375592' }],
    ['privileged roles', { privileged: true }],
    ['roles that may', { action: { action: 'iam:CreateUser', resource: null } }],
  ])('holds the pairs of the list: %s', async (_, filter) => {
    const [users, roles, { pairs }] = [await usersOf(filter, 'name'), await rolesOf(filter), await client.access.matrix({ filter })];
    const listed = await all<MatrixRow>(1000, (page) => client.access.matrixRows({ filter, page }));
    const cells = users.flatMap((user) =>
      mechanisms.flatMap((by) => user.cells[by].map((at) => `${user.dn} ${roles[at]!.role.key} ${by}`)),
    );
    expect(cells.toSorted()).toEqual(listed.flatMap(({ dn, role, mechanisms: ways }) => ways.map((by) => `${dn} ${role.key} ${by}`)).toSorted());
    expect(users.reduce((sum, { roles: count }) => sum + count, 0)).toBe(pairs);
    for (const [at, { users: count }] of roles.entries())
      expect(users.filter(({ cells: by }) => mechanisms.some((one) => by[one].includes(at)))).toHaveLength(count);
    expect(listed.length).toBeGreaterThan(0);
  }); // prettier-ignore

  it('is the same in either order, with the most roles first', async () => {
    const [named, counted] = [await usersOf({}, 'name'), await usersOf({}, 'roles')];
    expect(counted.map(({ dn }) => dn).toSorted()).toEqual(named.map(({ dn }) => dn).toSorted());
    expect(counted).toEqual(counted.toSorted((a, b) => b.roles - a.roles));
  });
});

describe('what there is to look at', () => {
  it('roles: every role of AWS and of grants, those with grants first', async () => {
    const roles = await all(50, (page) => client.access.findRoles({ page }));
    const read = await client.estate.roles({ page: { offset: 0, limit: 1000 } });
    expect(roles.map(({ role }) => role.key)).toEqual(expect.arrayContaining(read.rows.map(({ arn }) => arn)));
    const granted = roles.findLastIndex(({ mechanisms: by }) => by.length > 0);
    expect(roles.slice(0, granted + 1).every(({ mechanisms: by }) => by.length > 0)).toBe(true);
    const [found, ...more] = (await client.access.findRoles({ text: 'hanbit-prod', page: { offset: 0, limit: 1000 } })).rows;
    expect(more.every(({ role }) => role.account === found!.role.account)).toBe(true);
  }); // prettier-ignore
  it('groups: those that grants name, and any by its name', async () => {
    const page = { offset: 0, limit: 1000 };
    const { rows } = await client.access.findGroups({ page });
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.every(({ object, mechanisms: by }) => object.kind === 'group' && by.length > 0)).toBe(true);
    const named = await client.access.findGroups({ text: 'Domain Users', page });
    expect(named.rows.map(({ object }) => object.name)).toContain('Domain Users');
  });
  it('accounts: with how many roles grants lead to', async () => {
    const { rows } = await client.access.findAccounts({ page: { offset: 0, limit: 10 } });
    const { accounts } = await client.access.matrix({ filter: {} });
    for (const { account, roles } of accounts)
      expect(rows.find((one) => one.account === account)!.roles).toBeGreaterThanOrEqual(roles);
  });
});
