/** The rows as a table that says for each bound whether it is met, or missed by how much. */
import type { Row } from './figure.ts';

const number = (value: number): string =>
  value >= 10_000 ? Math.round(value).toLocaleString('en-US') : under(value);
const under = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
const within = (measured: number, limit: number, unit: Row['unit']): string =>
  (unit === '/s' ? measured >= limit : measured <= limit)
    ? 'met'
    : `missed by ${((Math.abs(measured - limit) / limit) * 100).toFixed(0)} %`;

/** `met`, `missed by 12 %`, or '' where there is no bound or no number; the aim is told beside a bound that is met. */
export function verdict({ measured, limit, aim, failure, unit }: Row): string {
  if (measured === null) return failure === undefined ? 'not there yet' : 'FAILED';
  if (limit === null) return '';
  const said = within(measured, limit, unit);
  return aim === undefined || said !== 'met' ? said : `met; aim ${within(measured, aim, unit)}`;
}

export function table(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.what,
    row.limit === null
      ? ''
      : `${row.unit === '/s' ? '≥' : '≤'} ${number(row.limit)} ${row.unit}${row.aim === undefined ? '' : ` (aim ${number(row.aim)})`}`,
    row.measured === null ? '' : `${number(row.measured)} ${row.unit}`,
    verdict(row),
    row.note ?? '',
  ]);
  const all = [['figure', 'bound', 'measured', '', ''], ...lines];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  return all.map((line) => line.map((text, column) => text.padEnd(widths[column]!)).join('  ').trimEnd()).join('\n'); // prettier-ignore
}
