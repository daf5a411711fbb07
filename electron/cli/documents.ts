/** The contract's answers with an English sentence beside every code: what `--json` prints. */
import type { CliDocuments } from '#contract/cli.ts';
import type { Access, MemberRow } from '#contract/index.ts';
import type { AceRow, Control, Security } from '#contract/security.ts';
import type { Attribute, Snapshot, Source } from '#contract/shapes.ts';
import type { ChainLink, ReachedRole } from '#domain/access/chain.ts';
import type { Evidence, Grant } from '#domain/mapping/grant.ts';
import { saidGap, saidSignIn } from './accessTold.ts';
import {
  appliesText,
  controlWayText,
  decodedText,
  evidenceText,
  issueText,
  mechanismText,
  missingText,
  noteText,
  rightText,
  viaText,
} from './words.ts';

type SaidGrant = CliDocuments['map']['grants'][number];
type SaidReached = CliDocuments['access']['reached'][number];
type SaidSnapshot = CliDocuments['capture']['snapshot'];
type SaidSource = CliDocuments['capture']['source'];

export const saidSnapshot = (snapshot: Snapshot): SaidSnapshot => ({
  ...snapshot,
  missing: snapshot.missing.map((each) => ({ ...each, message: missingText(each.code) })),
});

export const saidSource = (source: Source): SaidSource => ({
  ...source,
  snapshots: source.snapshots.map(saidSnapshot),
});

export const saidAttribute = (attribute: Attribute) => ({
  ...attribute,
  decoded: attribute.decoded.map((value) => ({ ...value, message: decodedText(value) })),
});

export const saidAce = (row: AceRow) => ({
  ...row,
  message: `${row.rights.map(rightText).join(', ')}; ${appliesText(row.applies)}`,
});
export const saidSecurity = (security: Security) => ({ ...security, rows: security.rows.map(saidAce) });

export const saidControl = (control: Control) => ({
  ...control,
  rows: control.rows.map((row) => ({ ...row, message: controlWayText(row.way) })),
});

export const saidMember = (row: MemberRow) => ({ ...row, message: viaText(row.via) });

const saidEvidence = (evidence: Evidence) => ({ ...evidence, message: evidenceText(evidence.code) });

export const saidGrant = (grant: Grant): SaidGrant => ({
  ...grant,
  issues: grant.issues.map((code) => ({ code, message: issueText(code) })),
  evidence: grant.evidence.map(saidEvidence),
});

function saidLink(link: ChainLink): SaidReached['chain'][number] {
  switch (link.step) {
    case 'membership':
      return { ...link, message: viaText(link.via), evidence: saidEvidence(link.evidence) };
    case 'mechanism':
      return {
        ...link,
        message: mechanismText(link.mechanism),
        evidence: link.evidence.map(saidEvidence),
      };
    default:
      return link;
  }
}

const saidReached = ({ grant, chain, signIn }: Access['reached'][number]): SaidReached => ({
  grant: saidGrant(grant as Grant),
  chain: (chain as ReachedRole['chain']).map(saidLink),
  ...(signIn && { signIn: saidSignIn(signIn) }),
});

type SaidAccess = Omit<CliDocuments['access'], 'actions' | 'roles' | 'chained' | 'chainedTotal'>;

export const saidAccess = (access: Access): SaidAccess => ({
  ...access,
  reached: access.reached.map(saidReached),
  broken: access.broken.map(saidReached),
  notReadable: access.notReadable.map(saidGrant),
  membershipsNotRead: access.membershipsNotRead.map(saidGap),
  notes: access.notes.map(({ code, params }) => ({ code, params, message: noteText(code, params) })),
});
