/** The contract, implemented: each procedure is one line to the part that knows. */
import { implement } from '@orpc/server';
import type { Settings } from '#contract/index.ts';
import { contract } from '#contract/index.ts';
import { decodeEntry } from '#domain/directory/attributes/decode.ts';
import type { Engine } from './engine.ts';
import * as audit from './audit/audit.ts';
import * as conversions from './drafts/convert.ts';
import * as drafts from './drafts/drafts.ts';
import { exportDraft, readDraftFiles, saveDraftFiles } from './drafts/export.ts';
import * as board from './audit/board.ts';
import * as estate from './estate/procedures.ts';
import { toFault } from './faults.ts';
import * as reviews from './review/reviews.ts';
import { arriving, snapshotState } from './arriving.ts';
import { startAccessExport } from './access/export.ts';
import { startExport } from './exporting/objects.ts';
import { judgeCaptured } from './mapping/assertion.ts';
import * as mapping from './mapping/procedures.ts';
import * as migration from './migration/plan.ts';
import * as queries from './queries.ts';
import { aboutAction, catalogInfo, complete } from './policy/catalogProcedures.ts';
import { decodeMessage } from './policy/decode.ts';
import { exportPolicy } from './policy/export.ts';
import { lint } from './policy/lint.ts';
import { policyNotesOf } from './policy/notes.ts';
import { passRole, roleChain } from './policy/passRole.ts';
import * as policy from './policy/procedures.ts';
import * as compare from './compare/compare.ts';
import * as fit from './fit.ts';
import * as forest from './forest.ts';
import { liveMembers, liveServerSays } from './liveMemberships.ts';
import * as schema from './schema.ts';
import * as security from './security.ts';
import * as structure from './structure.ts';
import { startCapture, startImport, startReadAws, startReadDirectoryData } from './work.ts';

const os = implement(contract)
  .$context<{ engine: Engine }>()
  .use(async ({ next, errors }) => {
    const faultOf = (error: unknown) => {
      const fault = toFault(error);
      return errors.FAULT({ message: fault.code, data: fault.toData() });
    };
    try {
      const { output, context } = await next();
      return { output: isStream(output) ? failingWith(output, faultOf) : output, context };
    } catch (error) {
      throw faultOf(error);
    }
  });

const isStream = (output: unknown): output is AsyncGenerator<unknown, unknown, void> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output;

/** A stream fails while it is listened to, long after its procedure has answered. */
async function* failingWith(
  stream: AsyncGenerator<unknown, unknown, void>,
  faultOf: (error: unknown) => Error,
) {
  try {
    return yield* stream;
  } catch (error) {
    throw faultOf(error);
  }
}

export const router = os.router({
  app: {
    info: os.app.info.handler(({ context: { engine } }) => ({
      version: engine.shell.version,
      shell: engine.shell.kind,
      node: process.versions.node,
      platform: process.platform,
    })),
    settings: os.app.settings.handler(({ context: { engine } }) => engine.store.settings()),
    saveSettings: os.app.saveSettings.handler(({ context: { engine }, input }): Settings => {
      engine.store.saveSettings(input);
      return engine.store.settings();
    }),
  },
  workspace: {
    watch: os.workspace.watch.handler(({ context: { engine }, signal }) => engine.workspace.watch(signal)),
    info: os.workspace.info.handler(({ context: { engine } }) => engine.workspace.info()),
    open: os.workspace.open.handler(async ({ context: { engine }, input }) => {
      const { path, name, copy } = engine.files.at(input.handle);
      if (copy) return engine.workspace.open(path, { mode: 'open', readOnly: true }, { copyOf: name });
      const info = await engine.workspace.open(path, { mode: 'open' });
      engine.store.setLastWorkspace(path);
      return info;
    }),
    openSample: os.workspace.openSample.handler(async ({ context: { engine } }) => {
      const info = await engine.workspace.open(
        engine.shell.sampleFile,
        { mode: 'open', readOnly: true },
        { sample: true },
      );
      engine.store.setLastWorkspace(null);
      return info;
    }),
    create: os.workspace.create.handler(async ({ context: { engine }, input }) => {
      const { path } = engine.files.at(input.handle);
      const info = await engine.workspace.open(path, { mode: 'create' });
      engine.store.setLastWorkspace(path);
      return info;
    }),
    import: os.workspace.import.handler(({ context: { engine }, input }) =>
      startImport(engine, engine.files.at(input.handle)),
    ),
    removeSource: os.workspace.removeSource.handler(async ({ context: { engine }, input }) => {
      await engine.workspace.current.removeSource(input.sourceId);
      return engine.workspace.refresh();
    }),
    arriving: os.workspace.arriving.handler(({ context: { engine }, signal }) => arriving(engine, signal)),
    snapshot: os.workspace.snapshot.handler(({ context: { engine }, input }) =>
      snapshotState(engine, input.snapshotId),
    ),
  },
  objects: {
    rows: os.objects.rows.handler(({ context: { engine }, input, signal }) =>
      engine.workspace.current.rows(input.list, input.page, signal),
    ),
    get: os.objects.get.handler(async ({ context: { engine }, input }) => {
      const { entry, ...facts } = await engine.workspace.current.object(input.snapshotId, input.objectId);
      return { ...facts, attributes: decodeEntry(entry) };
    }),
    position: os.objects.position.handler(({ context: { engine }, input }) =>
      engine.workspace.current.position(input.snapshotId, input.objectId),
    ),
    members: os.objects.members.handler(({ context: { engine }, input }) =>
      engine.workspace.current.members(input.snapshotId, input.objectId, input.nested, input.page),
    ),
    memberOf: os.objects.memberOf.handler(({ context: { engine }, input }) =>
      engine.workspace.current.memberOf(input.snapshotId, input.objectId, input.nested, input.page),
    ),
    security: os.objects.security.handler(({ context: { engine }, input }) =>
      security.security(engine, input),
    ),
    control: os.objects.control.handler(({ context: { engine }, input }) => security.control(engine, input)),
    replicators: os.objects.replicators.handler(({ context: { engine }, input }) =>
      security.replicators(engine, input),
    ),
    controllers: os.objects.controllers.handler(({ context: { engine }, input }) =>
      security.controllers(engine, input),
    ),
  },
  profiles: {
    list: os.profiles.list.handler(({ context: { engine } }) => engine.profiles.list()),
    save: os.profiles.save.handler(async ({ context: { engine }, input }) => {
      const profile = await engine.profiles.save(input);
      // After saving: whoever dials from now on finds the profile as it is.
      await engine.live.disconnect(profile.id);
      return profile;
    }),
    remove: os.profiles.remove.handler(async ({ context: { engine }, input }) => {
      await engine.profiles.remove(input.id);
      await engine.live.disconnect(input.id);
      return {};
    }),
    probe: os.profiles.probe.handler(({ context: { engine }, input, signal }) =>
      engine.ldap.probe(input.connection, signal),
    ),
  },
  live: {
    rootDse: os.live.rootDse.handler(({ context: { engine }, input }) =>
      engine.live.rootDse(input.profileId),
    ),
    children: os.live.children.handler(({ context: { engine }, input }) =>
      engine.live.children(input.profileId, input.dn, input.cursor),
    ),
    count: os.live.count.handler(({ context: { engine }, input }) =>
      engine.live.count(input.profileId, input.dn),
    ),
    object: os.live.object.handler(({ context: { engine }, input }) =>
      engine.live.object(input.profileId, input.dn),
    ),
    members: os.live.members.handler(({ context: { engine }, input }) =>
      liveMembers(engine, 'members', input),
    ),
    memberOf: os.live.memberOf.handler(({ context: { engine }, input }) =>
      liveMembers(engine, 'memberOf', input),
    ),
    serverSays: os.live.serverSays.handler(({ context: { engine }, input, signal }) =>
      liveServerSays(engine, input, signal),
    ),
    security: os.live.security.handler(({ context: { engine }, input }) =>
      security.liveSecurity(engine, input),
    ),
    disconnect: os.live.disconnect.handler(async ({ context: { engine }, input }) => {
      await engine.live.disconnect(input.profileId);
      return {};
    }),
  },
  jobs: {
    watch: os.jobs.watch.handler(({ context: { engine }, signal }) => engine.jobs.watch(signal)),
    capture: os.jobs.capture.handler(({ context: { engine }, input }) =>
      startCapture(engine, input.profileId, input),
    ),
    readAws: os.jobs.readAws.handler(({ context: { engine }, input }) => startReadAws(engine, input)),
    readDirectoryData: os.jobs.readDirectoryData.handler(({ context: { engine }, input }) =>
      startReadDirectoryData(engine, input),
    ),
    export: os.jobs.export.handler(({ context: { engine }, input }) => startExport(engine, input)),
    cancel: os.jobs.cancel.handler(({ context: { engine }, input }) => engine.jobs.cancel(input.id)),
  },
  exports: {
    rows: {
      begin: os.exports.rows.begin.handler(({ context: { engine }, input }) =>
        engine.rowExports.begin(input),
      ),
      append: os.exports.rows.append.handler(({ context: { engine }, input }) =>
        engine.rowExports.append(input.id, input.rows),
      ),
      end: os.exports.rows.end.handler(({ context: { engine }, input }) => engine.rowExports.end(input.id)),
      cancel: os.exports.rows.cancel.handler(async ({ context: { engine }, input }) => {
        await engine.rowExports.cancel(input.id);
        return {};
      }),
    },
  },
  estate: {
    directories: os.estate.directories.handler(({ context: { engine } }) => estate.directories(engine)),
    directory: os.estate.directory.handler(({ context: { engine }, input }) =>
      estate.directory(engine, input),
    ),
    roles: os.estate.roles.handler(({ context: { engine }, input }) => estate.roles(engine, input)),
    role: os.estate.role.handler(({ context: { engine }, input }) => estate.role(engine, input)),
    policies: os.estate.policies.handler(({ context: { engine }, input }) => estate.policies(engine, input)),
    policy: os.estate.policy.handler(({ context: { engine }, input }) => estate.policy(engine, input)),
    policyDifference: os.estate.policyDifference.handler(({ context: { engine }, input }) =>
      estate.policyDifference(engine, input),
    ),
    users: os.estate.users.handler(({ context: { engine }, input }) => estate.users(engine, input)),
    groups: os.estate.groups.handler(({ context: { engine }, input }) => estate.groups(engine, input)),
    credentials: os.estate.credentials.handler(({ context: { engine }, input }) =>
      estate.credentials(engine, input),
    ),
    providers: os.estate.providers.handler(({ context: { engine }, input }) =>
      estate.providers(engine, input),
    ),
    identityCenters: os.estate.identityCenters.handler(({ context: { engine } }) =>
      estate.identityCenters(engine, {}),
    ),
    permissionSets: os.estate.permissionSets.handler(({ context: { engine }, input }) =>
      estate.permissionSets(engine, input),
    ),
    permissionSet: os.estate.permissionSet.handler(({ context: { engine }, input }) =>
      estate.permissionSet(engine, input),
    ),
    assignments: os.estate.assignments.handler(({ context: { engine }, input }) =>
      estate.assignments(engine, input),
    ),
    storeUsers: os.estate.storeUsers.handler(({ context: { engine }, input }) =>
      estate.storeUsers(engine, input),
    ),
    storeGroups: os.estate.storeGroups.handler(({ context: { engine }, input }) =>
      estate.storeGroups(engine, input),
    ),
    organizations: os.estate.organizations.handler(({ context: { engine } }) =>
      estate.organizations(engine, {}),
    ),
    organizationTree: os.estate.organizationTree.handler(({ context: { engine }, input }) =>
      estate.organizationTree(engine, input),
    ),
    organizationPolicies: os.estate.organizationPolicies.handler(({ context: { engine }, input }) =>
      estate.organizationPolicies(engine, input),
    ),
    effectiveChain: os.estate.effectiveChain.handler(({ context: { engine }, input }) =>
      estate.effectiveChain(engine, input),
    ),
    reach: os.estate.reach.handler(({ context: { engine }, input }) => estate.reach(engine, input)),
    instances: os.estate.instances.handler(({ context: { engine }, input }) =>
      estate.instances(engine, input),
    ),
    awsProfiles: os.estate.awsProfiles.handler(({ context: { engine } }) => engine.aws.profileNames()),
  },
  mapping: {
    grants: os.mapping.grants.handler(({ context: { engine }, input }) =>
      engine.workspace.current.grants(input.filter, input.page),
    ),
    flow: os.mapping.flow.handler(({ context: { engine }, input }) =>
      engine.workspace.current.askAccess('flow', input),
    ),
    settings: os.mapping.settings.handler(({ context: { engine } }) => mapping.settings(engine)),
    saveSettings: os.mapping.saveSettings.handler(({ context: { engine }, input }) =>
      mapping.saveSettings(engine, input),
    ),
    testTemplate: os.mapping.testTemplate.handler(({ context: { engine }, input }) =>
      mapping.testTemplate(engine, input),
    ),
    delegations: os.mapping.delegations.handler(({ context: { engine } }) => mapping.delegations(engine)),
    putDelegation: os.mapping.putDelegation.handler(({ context: { engine }, input }) =>
      mapping.putDelegation(engine, input),
    ),
    removeDelegation: os.mapping.removeDelegation.handler(({ context: { engine }, input }) =>
      mapping.removeDelegation(engine, input),
    ),
    entered: os.mapping.entered.handler(({ context: { engine } }) => mapping.entered(engine)),
    putEntered: os.mapping.putEntered.handler(({ context: { engine }, input }) =>
      mapping.putEntered(engine, input),
    ),
    removeEntered: os.mapping.removeEntered.handler(({ context: { engine }, input }) =>
      mapping.removeEntered(engine, input),
    ),
    claims: {
      test: os.mapping.claims.test.handler(({ context: { engine }, input, signal }) =>
        mapping.testClaims(engine, input, signal),
      ),
      assertion: os.mapping.claims.assertion.handler(({ context: { engine }, input }) =>
        judgeCaptured(engine, input),
      ),
      text: os.mapping.claims.text.handler(({ context: { engine }, input }) =>
        mapping.claimText(engine, input),
      ),
      check: os.mapping.claims.check.handler(({ input }) => mapping.checkClaims(input)),
    },
  },
  migration: {
    run: os.migration.run.handler(({ context: { engine }, input, signal }) =>
      migration.runPlan(engine, input.question, signal),
    ),
    plan: os.migration.plan.handler(({ context: { engine }, input, signal }) =>
      migration.answer(engine, 'plan', input, signal),
    ),
    examples: os.migration.examples.handler(({ context: { engine }, input, signal }) =>
      migration.answer(engine, 'examples', input, signal),
    ),
    waves: os.migration.waves.handler(({ context: { engine }, input, signal }) =>
      migration.answer(engine, 'waves', input, signal),
    ),
    wave: os.migration.wave.handler(({ context: { engine }, input, signal }) =>
      migration.answer(engine, 'wave', input, signal),
    ),
    changes: os.migration.changes.handler(({ context: { engine }, input, signal }) =>
      migration.answer(engine, 'changes', input, signal),
    ),
    steps: os.migration.steps.handler(({ context: { engine }, input, signal }) =>
      migration.answer(engine, 'steps', input, signal),
    ),
    decisions: os.migration.decisions.handler(({ context: { engine }, input, signal }) =>
      migration.answer(engine, 'decisions', input, signal),
    ),
    decide: os.migration.decide.handler(({ context: { engine }, input, signal }) =>
      migration.answer(engine, 'decide', input, signal),
    ),
    mappingTemplate: os.migration.mappingTemplate.handler(({ context: { engine }, input, signal }) =>
      migration.answer(engine, 'mappingTemplate', input, signal),
    ),
    mappingImport: os.migration.mappingImport.handler(({ context: { engine }, input, signal }) =>
      migration.answer(engine, 'mappingImport', input, signal),
    ),
    mappingRemove: os.migration.mappingRemove.handler(({ context: { engine }, input, signal }) =>
      migration.answer(engine, 'mappingRemove', input, signal),
    ),
    report: os.migration.report.handler(({ context: { engine }, input, signal }) =>
      migration.answer(engine, 'report', input, signal),
    ),
  },
  access: {
    findUsers: os.access.findUsers.handler(({ context: { engine }, input }) =>
      engine.workspace.current.findUsers(input.text),
    ),
    ofUser: os.access.ofUser.handler(({ context: { engine }, input }) =>
      engine.workspace.current.access(input.snapshotId, input.objectId),
    ),
    userRoles: os.access.userRoles.handler(({ context: { engine }, input, signal }) =>
      engine.workspace.current.askAccessUntil(
        signal,
        'userRoles',
        input.snapshotId,
        input.objectId,
        input.actions ?? [],
      ),
    ),
    whoCan: os.access.whoCan.handler(({ context: { engine }, input, signal }) =>
      engine.workspace.current.askAccessUntil(signal, 'whoCan', input),
    ),
    whoCanRows: os.access.whoCanRows.handler(({ context: { engine }, input, signal }) =>
      engine.workspace.current.askAccessUntil(signal, 'whoCanRows', input.question, input.filter, input.page),
    ),
    whoCanChain: os.access.whoCanChain.handler(({ context: { engine }, input, signal }) =>
      engine.workspace.current.askAccessUntil(
        signal,
        'whoCanChain',
        input.question,
        input.who,
        input.role ?? null,
      ),
    ),
    findStoreUsers: os.access.findStoreUsers.handler(({ context: { engine }, input }) =>
      engine.workspace.current.askAccess('findStoreUsers', input.text),
    ),
    ofStoreUser: os.access.ofStoreUser.handler(({ context: { engine }, input }) =>
      engine.workspace.current.askAccess('ofStoreUser', input),
    ),
    storePeople: os.access.storePeople.handler(({ context: { engine }, input }) =>
      engine.workspace.current.askAccess('storePeople', input.role, input.differences ?? false, input.page),
    ),
    ofRole: os.access.ofRole.handler(({ context: { engine }, input }) =>
      engine.workspace.current.askAccess('ofRole', input.role),
    ),
    rolePeople: os.access.rolePeople.handler(({ context: { engine }, input }) =>
      engine.workspace.current.askAccess('rolePeople', input.role, input.filter, input.page),
    ),
    ofGroup: os.access.ofGroup.handler(({ context: { engine }, input }) =>
      engine.workspace.current.askAccess('ofGroup', input.snapshotId, input.objectId),
    ),
    ofAccount: os.access.ofAccount.handler(({ context: { engine }, input, signal }) =>
      engine.workspace.current.askAccessUntil(signal, 'ofAccount', input, input.page),
    ),
    matrix: os.access.matrix.handler(({ context: { engine }, input, signal }) =>
      engine.workspace.current.askAccessUntil(signal, 'matrix', input.filter),
    ),
    matrixRows: os.access.matrixRows.handler(({ context: { engine }, input, signal }) =>
      engine.workspace.current.askAccessUntil(signal, 'matrixRows', input.filter, input.page),
    ),
    matrixRoles: os.access.matrixRoles.handler(({ context: { engine }, input, signal }) =>
      engine.workspace.current.askAccessUntil(signal, 'matrixRoles', input.filter, input.page),
    ),
    matrixUsers: os.access.matrixUsers.handler(({ context: { engine }, input, signal }) =>
      engine.workspace.current.askAccessUntil(signal, 'matrixUsers', input.filter, input.by, input.page),
    ),
    findRoles: os.access.findRoles.handler(({ context: { engine }, input }) =>
      engine.workspace.current.askAccess('findRoles', input.text ?? '', input.page),
    ),
    findGroups: os.access.findGroups.handler(({ context: { engine }, input }) =>
      engine.workspace.current.askAccess('findGroups', input.text ?? '', input.page),
    ),
    findAccounts: os.access.findAccounts.handler(({ context: { engine }, input }) =>
      engine.workspace.current.askAccess('findAccounts', input.text ?? '', input.page),
    ),
    export: os.access.export.handler(({ context: { engine }, input }) => startAccessExport(engine, input)),
  },
  audit: {
    run: os.audit.run.handler(({ context: { engine }, input, signal }) =>
      audit.runAudit(engine, input.request, signal),
    ),
    summary: os.audit.summary.handler(({ context: { engine }, input, signal }) =>
      audit.answer(engine, 'summary', input, signal),
    ),
    findings: os.audit.findings.handler(({ context: { engine }, input, signal }) =>
      audit.answer(engine, 'findings', input, signal),
    ),
    finding: os.audit.finding.handler(({ context: { engine }, input, signal }) =>
      audit.answer(engine, 'finding', input, signal),
    ),
    notJudged: os.audit.notJudged.handler(({ context: { engine }, input, signal }) =>
      audit.answer(engine, 'notJudged', input, signal),
    ),
    kept: os.audit.kept.handler(({ context: { engine }, input, signal }) =>
      audit.answer(engine, 'kept', input, signal),
    ),
    saveSettings: os.audit.saveSettings.handler(({ context: { engine }, input, signal }) =>
      audit.answer(engine, 'saveSettings', input, signal),
    ),
    suppress: os.audit.suppress.handler(({ context: { engine }, input, signal }) =>
      audit.answer(engine, 'suppress', input, signal),
    ),
    unsuppress: os.audit.unsuppress.handler(({ context: { engine }, input, signal }) =>
      audit.answer(engine, 'unsuppress', input, signal),
    ),
    setBaseline: os.audit.setBaseline.handler(({ context: { engine }, input, signal }) =>
      audit.answer(engine, 'setBaseline', input, signal),
    ),
    removeBaseline: os.audit.removeBaseline.handler(({ context: { engine }, input, signal }) =>
      audit.answer(engine, 'removeBaseline', input, signal),
    ),
    board: {
      rows: os.audit.board.rows.handler(({ context: { engine }, input, signal }) =>
        board.auditRows(engine, input, signal),
      ),
      facets: os.audit.board.facets.handler(({ context: { engine }, input, signal }) =>
        board.auditFacets(engine, input, signal),
      ),
      position: os.audit.board.position.handler(({ context: { engine }, input, signal }) =>
        board.auditPosition(engine, input, signal),
      ),
      byKeys: os.audit.board.byKeys.handler(({ context: { engine }, input, signal }) =>
        board.auditByKeys(engine, input, signal),
      ),
    },
    export: os.audit.export.handler(({ context: { engine }, input, signal }) =>
      audit.answer(engine, 'export', input, signal),
    ),
  },
  reviews: {
    start: os.reviews.start.handler(({ context: { engine }, input, signal }) =>
      reviews.startReview(engine, input.request, signal),
    ),
    list: os.reviews.list.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'list', input, signal),
    ),
    get: os.reviews.get.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'get', input, signal),
    ),
    preview: os.reviews.preview.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'preview', input, signal),
    ),
    items: os.reviews.items.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'items', input, signal),
    ),
    item: os.reviews.item.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'item', input, signal),
    ),
    nextOpen: os.reviews.nextOpen.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'nextOpen', input, signal),
    ),
    position: os.reviews.position.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'position', input, signal),
    ),
    groups: os.reviews.groups.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'groups', input, signal),
    ),
    stand: os.reviews.stand.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'stand', input, signal),
    ),
    decide: os.reviews.decide.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'decide', input, signal),
    ),
    reassign: os.reviews.reassign.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'reassign', input, signal),
    ),
    signOff: os.reviews.signOff.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'signOff', input, signal),
    ),
    remove: os.reviews.remove.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'remove', input, signal),
    ),
    verify: os.reviews.verify.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'verify', input, signal),
    ),
    report: os.reviews.report.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'report', input, signal),
    ),
    revocations: os.reviews.revocations.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'revocations', input, signal),
    ),
    exportItems: os.reviews.exportItems.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'exportItems', input, signal),
    ),
    importDecisions: os.reviews.importDecisions.handler(({ context: { engine }, input, signal }) =>
      reviews.answer(engine, 'importDecisions', input, signal),
    ),
  },
  drafts: {
    run: os.drafts.run.handler(({ context: { engine }, input, signal }) =>
      drafts.runDraft(engine, input, signal),
    ),
    list: os.drafts.list.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'list', input, signal),
    ),
    get: os.drafts.get.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'get', input, signal),
    ),
    create: os.drafts.create.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'create', input, signal),
    ),
    rename: os.drafts.rename.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'rename', input, signal),
    ),
    copy: os.drafts.copy.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'copy', input, signal),
    ),
    remove: os.drafts.remove.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'remove', input, signal),
    ),
    add: os.drafts.add.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'add', input, signal),
    ),
    replace: os.drafts.replace.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'replace', input, signal),
    ),
    removeChange: os.drafts.removeChange.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'removeChange', input, signal),
    ),
    check: os.drafts.check.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'check', input, signal),
    ),
    offers: os.drafts.offers.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'offers', input, signal),
    ),
    documents: os.drafts.documents.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'documents', input, signal),
    ),
    rules: os.drafts.rules.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'rules', input, signal),
    ),
    summary: os.drafts.summary.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'summary', input, signal),
    ),
    grants: os.drafts.grants.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'grants', input, signal),
    ),
    roles: os.drafts.roles.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'roles', input, signal),
    ),
    people: os.drafts.people.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'people', input, signal),
    ),
    chain: os.drafts.chain.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'chain', input, signal),
    ),
    who: os.drafts.who.handler(({ context: { engine }, input, signal }) =>
      drafts.answer(engine, 'who', input, signal),
    ),
    export: os.drafts.export.handler(({ context: { engine }, input }) => exportDraft(engine, input)),
    saveFiles: os.drafts.saveFiles.handler(({ context: { engine }, input }) => saveDraftFiles(engine, input)),
    readBack: os.drafts.readBack.handler(({ context: { engine }, input }) => readDraftFiles(engine, input)),
    convert: os.drafts.convert.handler(({ context: { engine }, input }) =>
      conversions.answer(engine, 'convert', input),
    ),
    convertRemarks: os.drafts.convertRemarks.handler(({ context: { engine }, input }) =>
      conversions.answer(engine, 'convertRemarks', input),
    ),
    convertChanges: os.drafts.convertChanges.handler(({ context: { engine }, input }) =>
      conversions.answer(engine, 'convertChanges', input),
    ),
    convertSets: os.drafts.convertSets.handler(({ context: { engine }, input }) =>
      conversions.answer(engine, 'convertSets', input),
    ),
  },
  policy: {
    subject: os.policy.subject.handler(({ context: { engine }, input }) => policy.subject(engine, input)),
    documents: os.policy.documents.handler(({ context: { engine }, input }) =>
      policy.documents(engine, input),
    ),
    services: os.policy.services.handler(({ context: { engine }, input }) => policy.services(engine, input)),
    actions: os.policy.actions.handler(({ context: { engine }, input }) => policy.actions(engine, input)),
    ask: os.policy.ask.handler(({ context: { engine }, input }) => policy.ask(engine, input)),
    difference: os.policy.difference.handler(({ context: { engine }, input }) =>
      policy.difference(engine, input),
    ),
    differenceActions: os.policy.differenceActions.handler(({ context: { engine }, input }) =>
      policy.differenceActions(engine, input),
    ),
    textRange: os.policy.textRange.handler(({ context: { engine }, input }) =>
      policy.textRange(engine, input),
    ),
    passRole: os.policy.passRole.handler(({ context: { engine }, input, signal }) =>
      passRole(engine, input, signal),
    ),
    chain: os.policy.chain.handler(({ context: { engine }, input, signal }) =>
      roleChain(engine, input, signal),
    ),
    decode: os.policy.decode.handler(({ context: { engine }, input, signal }) =>
      decodeMessage(engine, input, signal),
    ),
    catalog: os.policy.catalog.handler(({ context: { engine } }) => catalogInfo(engine)),
    complete: os.policy.complete.handler(({ context: { engine }, input }) => complete(engine, input)),
    aboutAction: os.policy.aboutAction.handler(({ context: { engine }, input }) =>
      aboutAction(engine, input),
    ),
    lint: os.policy.lint.handler(({ context: { engine }, input }) => lint(engine, input)),
    notes: os.policy.notes.handler(({ context: { engine }, input }) => policyNotesOf(engine, input)),
    export: os.policy.export.handler(({ context: { engine }, input, signal }) =>
      exportPolicy(engine, input, signal),
    ),
    drafts: os.policy.drafts.handler(({ context: { engine } }) => engine.store.drafts()),
    saveDraft: os.policy.saveDraft.handler(({ context: { engine }, input }) => {
      engine.store.saveDraft(input);
      return {};
    }),
    removeDraft: os.policy.removeDraft.handler(({ context: { engine }, input }) => {
      engine.store.removeDraft(input.id);
      return {};
    }),
  },
  forest: {
    view: os.forest.view.handler(({ context: { engine }, input }) => forest.forestView(engine, input)),
    live: os.forest.live.handler(({ context: { engine }, input }) => forest.forestLive(engine, input)),
    sites: os.forest.sites.handler(({ context: { engine }, input }) => forest.forestSites(engine, input)),
    subnets: os.forest.subnets.handler(({ context: { engine }, input }) =>
      forest.forestSubnets(engine, input),
    ),
    controllers: os.forest.controllers.handler(({ context: { engine }, input }) =>
      forest.forestControllers(engine, input),
    ),
    policies: os.forest.policies.handler(({ context: { engine }, input }) =>
      forest.forestPolicies(engine, input),
    ),
    resultantPolicy: os.forest.resultantPolicy.handler(({ context: { engine }, input, signal }) =>
      forest.forestResultantPolicy(engine, input, signal),
    ),
    deleted: os.forest.deleted.handler(({ context: { engine }, input }) =>
      forest.forestDeleted(engine, input),
    ),
  },
  schema: {
    classes: os.schema.classes.handler(({ context: { engine }, input }) =>
      schema.schemaClasses(engine, input),
    ),
    attributes: os.schema.attributes.handler(({ context: { engine }, input }) =>
      schema.schemaAttributes(engine, input),
    ),
    rights: os.schema.rights.handler(({ context: { engine }, input }) => schema.schemaRights(engine, input)),
    class: os.schema.class.handler(({ context: { engine }, input }) => schema.schemaClass(engine, input)),
    attribute: os.schema.attribute.handler(({ context: { engine }, input }) =>
      schema.schemaAttribute(engine, input),
    ),
  },
  compare: {
    run: os.compare.run.handler(({ context: { engine }, input, signal }) =>
      compare.compareRun(engine, input, signal),
    ),
    summary: os.compare.summary.handler(({ context: { engine }, input }) =>
      compare.compareSummary(engine, input),
    ),
    differences: os.compare.differences.handler(({ context: { engine }, input }) =>
      compare.compareDifferences(engine, input),
    ),
    position: os.compare.position.handler(({ context: { engine }, input }) =>
      compare.comparePosition(engine, input),
    ),
    pair: os.compare.pair.handler(({ context: { engine }, input }) => compare.comparePair(engine, input)),
    members: os.compare.members.handler(({ context: { engine }, input }) =>
      compare.compareMembers(engine, input),
    ),
    tree: os.compare.tree.handler(({ context: { engine }, input }) => compare.compareTree(engine, input)),
    treePosition: os.compare.treePosition.handler(({ context: { engine }, input }) =>
      compare.compareTreePosition(engine, input),
    ),
    ambiguous: os.compare.ambiguous.handler(({ context: { engine }, input }) =>
      compare.compareAmbiguous(engine, input),
    ),
    mapping: os.compare.mapping.handler(({ context: { engine }, input }) =>
      compare.compareMapping(engine, input),
    ),
    template: os.compare.template.handler(({ context: { engine }, input }) =>
      compare.compareTemplate(engine, input),
    ),
    export: os.compare.export.handler(({ context: { engine }, input }) =>
      compare.compareExport(engine, input),
    ),
  },
  structure: {
    compare: os.structure.compare.handler(({ context: { engine }, input, signal }) =>
      structure.structureCompare(engine, input, signal),
    ),
    trusts: os.structure.trusts.handler(({ context: { engine }, input }) =>
      structure.structureTrusts(engine, input),
    ),
  },
  fit: {
    features: os.fit.features.handler(({ context: { engine }, input, signal }) =>
      fit.fitFeatures(engine, input, signal),
    ),
    connectors: os.fit.connectors.handler(({ context: { engine } }) => fit.fitConnectors(engine)),
    checks: os.fit.checks.handler(({ context: { engine }, input, signal }) =>
      fit.fitChecks(engine, input, signal),
    ),
  },
  queries: {
    validate: os.queries.validate.handler(({ input }) => queries.checkFilter(input.text)),
    resolve: os.queries.resolve.handler(async ({ context: { engine }, input }) => ({
      filter: await queries.resolveFilter(engine, input.filter, input.at),
    })),
    builtIn: os.queries.builtIn.handler(({ context: { engine }, input, signal }) =>
      queries.builtInAt(engine, input.at, signal),
    ),
    saved: os.queries.saved.handler(({ context: { engine } }) => engine.store.queries()),
    save: os.queries.save.handler(({ context: { engine }, input }) => queries.saveQuery(engine, input)),
    remove: os.queries.remove.handler(({ context: { engine }, input }) => {
      engine.store.removeQuery(input.id);
      return {};
    }),
    run: os.queries.run.handler(({ context: { engine }, input, signal }) =>
      queries.runList(engine, input.list, signal),
    ),
    live: os.queries.live.handler(({ context: { engine }, input, signal }) =>
      queries.liveQuery(engine, input, signal),
    ),
    values: os.queries.values.handler(({ context: { engine }, input }) =>
      engine.workspace.current.values(input.snapshotId, input.objectIds, input.attributes),
    ),
  },
  sessions: {
    vault: os.sessions.vault.handler(({ context: { engine } }) => engine.vault.state()),
    list: os.sessions.list.handler(({ context: { engine } }) => engine.sessions.list()),
    take: os.sessions.take.handler(({ context: { engine }, input }) => engine.sessions.take(input)),
    refresh: os.sessions.refresh.handler(({ context: { engine }, input }) =>
      engine.sessions.refresh(input.id),
    ),
    remove: os.sessions.remove.handler(async ({ context: { engine }, input }) => {
      await engine.sessions.remove(input.id);
      return {};
    }),
    reveal: os.sessions.reveal.handler(({ context: { engine }, input }) => engine.sessions.reveal(input.id)),
  },
});
