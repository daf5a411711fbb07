/** A value of the attribute Role, split into its two ARNs whichever comes first. Offsets in UTF-16 units of the value. */
export interface RolePair {
  readonly role: PairPart | null;
  readonly provider: PairPart | null;
  readonly spaces: boolean;
  /** There is a comma besides the one between: names of roles may hold them. */
  readonly commas: boolean;
}
export interface PairPart {
  readonly arn: string;
  readonly partition: string;
  readonly account: string;
  readonly name: string;
  readonly offset: number;
}

const roleArn = /^arn:(aws[a-z-]*):iam::(\d{12}):role\/(?:[!-~]{0,510}\/)?([\w+=,.@-]{1,64})$/;
const providerArn = /^arn:(aws[a-z-]*):iam::(\d{12}):saml-provider\/([\w.-]{1,128})$/;

/** null = not two parts. A role's own name and path may hold commas, so it is split before the second `arn:`. */
export function readRolePair(value: string): RolePair | null {
  const between = [...value.matchAll(/,\s*arn:/g)];
  const comma = between[0]?.index ?? value.indexOf(',');
  if (comma < 0 || between.length > 1) return null;
  const parts = [value.slice(0, comma), value.slice(comma + 1)];
  const read = (pattern: RegExp): PairPart | null => {
    for (const [i, part] of parts.entries()) {
      const found = pattern.exec(part.trim());
      if (!found) continue;
      const [arn, partition, account, name] = found;
      const offset = (i === 0 ? 0 : comma + 1) + part.indexOf(arn);
      return { arn, partition: partition!, account: account!, name: name!, offset };
    }
    return null;
  };
  return {
    role: read(roleArn),
    provider: read(providerArn),
    spaces: parts.some((part) => part !== part.trim()),
    commas: value.indexOf(',') !== value.lastIndexOf(','),
  };
}
