/** The linter, with the service data at hand. */
import { maxPage } from '#contract/shapes.ts';
import type { LintAnswer, LintInput } from '#contract/policy/lint.ts';
import { lintPolicy } from '#domain/policy/lint/lint.ts';
import type { Engine } from '../engine.ts';

/** Asks the service data alone: it needs neither a workspace nor the user's store. */
export async function lint({ services }: Pick<Engine, 'services'>, input: LintInput): Promise<LintAnswer> {
  const catalog = await services.catalog();
  const { problems, findings, size } = lintPolicy(input.text, {
    catalog,
    use: input.use,
    holder: input.holder ?? null,
    inline: input.inline ?? false,
    ownAccounts: input.ownAccounts ? new Set(input.ownAccounts) : null,
  });
  return {
    problems: problems
      .slice(0, maxPage)
      .map(({ code, path, params }) => ({ code, path, params: { ...params } })),
    findings: findings.slice(0, maxPage).map((finding) => ({ ...finding, params: { ...finding.params } })),
    total: findings.length,
    size,
    catalogDate: catalog.date,
  };
}
