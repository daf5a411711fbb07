/** Texts in Terraform's JSON syntax, where `${` and `%{` begin templates (developer.hashicorp.com/terraform/language/syntax/json). */

export const hclText = (text: string): string => text.replaceAll(/[$%]\{/g, (open) => `${open[0]}${open}`);

export const plainText = (hcl: string): string => hcl.replaceAll(/\$\$\{|%%\{/g, (open) => open.slice(1));

/** `${type.name.attribute}` */
export const hclReference = (...parts: readonly string[]): string => `\${${parts.join('.')}}`;

export function readReference(
  hcl: string,
): { readonly type: string; readonly name: string; readonly attribute: string } | null {
  const found = /^\$\{(?:data\.)?(\w+)\.([\w-]+)\.(\w+)\}$/.exec(hcl);
  return found && { type: found[1]!, name: found[2]!, attribute: found[3]! };
}
