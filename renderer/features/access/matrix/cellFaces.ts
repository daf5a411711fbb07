/** What a user's row says of the columns, which it keeps by mechanism. */
import type { MatrixRole, MatrixUser } from '#contract/access.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import type { Mechanism } from '#domain/mapping/grant.ts';
import { letters } from './mechanismLetters.ts';
import type { ColumnWindow } from './columnWindow.ts';

export interface Cell {
  readonly at: number;
  readonly by: readonly Mechanism[];
}

/** The filled cells of the columns in sight. */
export function cellsOf(user: MatrixUser, { first, last }: ColumnWindow): Cell[] {
  const found = new Map<number, Mechanism[]>();
  for (const mechanism of mechanisms)
    for (const at of user.cells[mechanism]) {
      if (at < first || at >= last) continue;
      const known = found.get(at);
      if (known) known.push(mechanism);
      else found.set(at, [mechanism]);
    }
  return [...found].map(([at, by]) => ({ at, by }));
}

/** By which mechanisms the user reaches the role of a column; none = not at all. */
export const byOf = (user: MatrixUser, at: number): Mechanism[] =>
  mechanisms.filter((one) => user.cells[one].includes(at));

export const faceOf = ({ by }: Cell): string => by.map((one) => letters[one]).join('');

/** The next column that the user reaches, in a direction: a million cells are empty. */
export function nextFilled(user: MatrixUser, from: number, step: 1 | -1): number {
  const all = mechanisms.flatMap((one) => user.cells[one]).toSorted((a, b) => a - b);
  return (step === 1 ? all.find((at) => at > from) : all.findLast((at) => at < from)) ?? from;
}

export const roleText = (role: MatrixRole | undefined): string =>
  role ? `${role.role.name} (${role.role.accountName ?? role.role.account})` : '';
