import type { Command } from '../command.ts';
import { access } from './access.ts';
import { accessKey } from './accessKey.ts';
import { audit } from './audit.ts';
import { aws } from './aws.ts';
import { awsConfig } from './awsConfig.ts';
import { capture } from './capture.ts';
import { claims } from './claims.ts';
import { compare } from './compare.ts';
import { control } from './control.ts';
import { credentialProcess } from './credentialProcess.ts';
import { draft } from './draft.ts';
import { estate } from './estate.ts';
import { exec } from './exec.ts';
import { exportObjects } from './export.ts';
import { fit } from './fit.ts';
import { forest } from './forest.ts';
import { identityProvider } from './identityProvider.ts';
import { importFile } from './importFile.ts';
import { keychain } from './keychain.ts';
import { map } from './map.ts';
import { memberof, members } from './members.ts';
import { plan } from './plan.ts';
import { policy } from './policy.ts';
import { portal } from './portal.ts';
import { query } from './query.ts';
import { review } from './review.ts';
import { sample } from './sample.ts';
import { schema } from './schema.ts';
import { search } from './search.ts';
import { show } from './show.ts';
import { sources } from './sources.ts';
import { sessions } from './sessions.ts';
import { sts } from './sts.ts';
import { tree } from './tree.ts';
import { whatIf } from './whatIf.ts';
import { whoCan } from './whoCan.ts';

export const commands: readonly Command[] = [
  sample, capture, importFile, exportObjects, aws, sources, tree, show, search, query, members, memberof, forest, estate, fit, schema, map, control, access, audit, whoCan, draft, whatIf, claims, compare, plan, review, policy, sts, sessions, exec, credentialProcess, awsConfig, portal, accessKey, identityProvider, keychain,
]; // prettier-ignore
