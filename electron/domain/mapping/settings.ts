/** How the workspace's groups reach roles, as far as no source says it. */
import type { CaseRule } from '../claims/run/settings.ts';
import type { GroupNameTemplate } from './groupName.ts';
import { classicTemplate, namingTemplate } from './groupName.ts';

/** What a file of rules is taken for. `none`: it has nothing to do with AWS. */
export const ruleUses = ['acceptance', 'issuance', 'none'] as const;
export type RuleUse = (typeof ruleUses)[number];

/** What somebody decided of a source of rules; a source without such a decision is taken as `readTrusts` understands it. */
export interface RuleChoice {
  readonly sourceId: number;
  readonly use: RuleUse;
  /** Sources of the directories whose people sign in by it; null = every on-premises one. */
  readonly directories: readonly number[] | null;
  readonly caseOf: { readonly types: CaseRule; readonly values: CaseRule };
}

export interface TemplateText {
  readonly text: string;
  readonly account: string | null;
  readonly roleText: string | null;
}

export interface MappingSettings {
  readonly rules: readonly RuleChoice[];
  /** Conventions for directories without known rules, the first that fits first. */
  readonly templates: readonly TemplateText[];
}

export const defaultMappingSettings: MappingSettings = {
  rules: [],
  templates: [{ text: classicTemplate.text, account: null, roleText: null }],
};

/** Those that are templates. */
export function templatesOf({ templates }: MappingSettings): GroupNameTemplate[] {
  return templates.flatMap(({ text, account, roleText }) => {
    const template = namingTemplate(text, {
      account: account ?? undefined,
      roleText: roleText ?? undefined,
    });
    return typeof template === 'string' ? [] : template;
  });
}
