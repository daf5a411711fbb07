/**
 * Actions that hand a role to a service, as data: iam:PassRole is asked for beside each of them. Which resources each touches
 * follows the service authorization reference; which service the role is passed to, the service's own guide.
 * Source: facts/iam-policy-evaluation.md §4; the names of actions are held to the service data by a test.
 */
import type { PassYield } from './codes.ts';

export interface PassingAction {
  readonly action: string;
  /** What the action touches, each of which must be allowed: `{partition}`, `{region}`, `{account}` are filled. */
  readonly resources: readonly string[];
  readonly yields: PassYield;
  /** The role goes inside an instance profile that holds it. */
  readonly profile?: true;
  /** What sets to work what the action made, on the same resources: one of them. Absent: it works by itself. */
  readonly starts?: readonly string[];
}

/** By the service that gets the role: `iam:PassedToService`, and whom the role's trust must let in. */
export interface PassedTo {
  readonly service: string;
  readonly actions: readonly PassingAction[];
}

const arn = (service: string, resource: string): string =>
  `arn:{partition}:${service}:{region}:{account}:${resource}`;
const one = 'treeline-example';

const passes = (
  action: string,
  resource: string,
  yields: PassYield,
  starts?: readonly string[],
): PassingAction => ({
  action,
  resources: [resource === '*' ? '*' : arn(action.slice(0, action.indexOf(':')), resource)],
  yields,
  ...(starts ? { starts } : {}),
});

const instance = arn('ec2', 'instance/i-0123456789abcdef0');
const launched = [
  instance,
  'arn:{partition}:ec2:{region}::image/ami-0123456789abcdef0',
  arn('ec2', 'network-interface/eni-0123456789abcdef0'),
  arn('ec2', 'security-group/sg-0123456789abcdef0'),
  arn('ec2', 'subnet/subnet-0123456789abcdef0'),
  arn('ec2', 'volume/vol-0123456789abcdef0'),
];
const onInstance = (action: string, resources: readonly string[]): PassingAction => ({
  action,
  resources,
  yields: 'code',
  profile: true,
});

export const passedTo: readonly PassedTo[] = [
  {
    service: 'ec2.amazonaws.com',
    actions: [
      onInstance('ec2:RunInstances', launched),
      onInstance('ec2:AssociateIamInstanceProfile', [instance]),
      onInstance('ec2:ReplaceIamInstanceProfileAssociation', [instance]),
      { ...passes('autoscaling:CreateLaunchConfiguration', `launchConfiguration:*:launchConfigurationName/${one}`, 'code', ['autoscaling:CreateAutoScalingGroup']), profile: true },
    ],
  },
  {
    service: 'lambda.amazonaws.com',
    actions: [
      passes('lambda:CreateFunction', `function:${one}`, 'code', ['lambda:InvokeFunction', 'lambda:CreateEventSourceMapping', 'lambda:AddPermission']),
      passes('lambda:UpdateFunctionConfiguration', `function:${one}`, 'code', ['lambda:UpdateFunctionCode', 'lambda:InvokeFunction']),
    ],
  },
  {
    service: 'ecs-tasks.amazonaws.com',
    actions: [
      passes('ecs:RegisterTaskDefinition', `task-definition/${one}:1`, 'code', ['ecs:RunTask', 'ecs:StartTask', 'ecs:CreateService']),
      passes('ecs:RunTask', `task-definition/${one}:1`, 'code'),
      passes('ecs:StartTask', `task-definition/${one}:1`, 'code'),
      passes('batch:RegisterJobDefinition', `job-definition/${one}`, 'code', ['batch:SubmitJob']),
    ],
  },
  {
    service: 'cloudformation.amazonaws.com',
    actions: [
      passes('cloudformation:CreateStack', `stack/${one}/*`, 'deployment'),
      passes('cloudformation:UpdateStack', `stack/${one}/*`, 'deployment'),
      passes('cloudformation:CreateChangeSet', `stack/${one}/*`, 'deployment', ['cloudformation:ExecuteChangeSet']),
      passes('cloudformation:CreateStackSet', '*', 'deployment', ['cloudformation:CreateStackInstances']),
    ],
  },
  {
    service: 'glue.amazonaws.com',
    actions: [
      passes('glue:CreateDevEndpoint', '*', 'code'),
      passes('glue:CreateJob', `job/${one}`, 'code', ['glue:StartJobRun', 'glue:CreateTrigger']),
      passes('glue:UpdateJob', `job/${one}`, 'code', ['glue:StartJobRun', 'glue:CreateTrigger']),
      passes('glue:CreateSession', `session/${one}`, 'code', ['glue:RunStatement']),
    ],
  },
  {
    service: 'sagemaker.amazonaws.com',
    actions: [
      passes('sagemaker:CreateNotebookInstance', `notebook-instance/${one}`, 'code', ['sagemaker:CreatePresignedNotebookInstanceUrl']),
      passes('sagemaker:CreateTrainingJob', `training-job/${one}`, 'code'),
      passes('sagemaker:CreateProcessingJob', `processing-job/${one}`, 'code'),
      passes('sagemaker:CreateModel', `model/${one}`, 'code', ['sagemaker:CreateEndpoint', 'sagemaker:CreateTransformJob']),
    ],
  },
  {
    service: 'datapipeline.amazonaws.com',
    actions: [passes('datapipeline:PutPipelineDefinition', 'pipeline/df-0123456789ABCDEFGHIJ', 'code', ['datapipeline:ActivatePipeline'])],
  },
  {
    service: 'elasticmapreduce.amazonaws.com',
    actions: [passes('elasticmapreduce:RunJobFlow', '*', 'deployment')],
  },
  {
    service: 'codebuild.amazonaws.com',
    actions: [
      passes('codebuild:CreateProject', `project/${one}`, 'code', ['codebuild:StartBuild', 'codebuild:StartBuildBatch']),
      passes('codebuild:UpdateProject', `project/${one}`, 'code', ['codebuild:StartBuild', 'codebuild:StartBuildBatch']),
    ],
  },
  {
    service: 'codepipeline.amazonaws.com',
    actions: [passes('codepipeline:CreatePipeline', one, 'deployment'), passes('codepipeline:UpdatePipeline', one, 'deployment')],
  },
  {
    service: 'codedeploy.amazonaws.com',
    actions: [passes('codedeploy:CreateDeploymentGroup', `deploymentgroup:${one}/${one}`, 'deployment', ['codedeploy:CreateDeployment'])],
  },
  {
    service: 'states.amazonaws.com',
    actions: [
      passes('states:CreateStateMachine', `stateMachine:${one}`, 'calls', ['states:StartExecution', 'states:StartSyncExecution']),
      passes('states:UpdateStateMachine', `stateMachine:${one}`, 'calls', ['states:StartExecution', 'states:StartSyncExecution']),
    ],
  },
  {
    service: 'events.amazonaws.com',
    actions: [passes('events:PutTargets', `rule/${one}`, 'calls', ['events:PutRule', 'events:PutEvents'])],
  },
  {
    service: 'scheduler.amazonaws.com',
    actions: [
      passes('scheduler:CreateSchedule', `schedule/default/${one}`, 'calls'),
      passes('scheduler:UpdateSchedule', `schedule/default/${one}`, 'calls'),
    ],
  },
  {
    service: 'pipes.amazonaws.com',
    actions: [passes('pipes:CreatePipe', `pipe/${one}`, 'calls')],
  },
  {
    service: 'iot.amazonaws.com',
    actions: [passes('iot:CreateTopicRule', `rule/${one}`, 'delivery', ['iot:Publish']), passes('iot:ReplaceTopicRule', `rule/${one}`, 'delivery', ['iot:Publish'])],
  },
  {
    service: 'credentials.iot.amazonaws.com',
    actions: [passes('iot:CreateRoleAlias', `rolealias/${one}`, 'code', ['iot:CreatePolicy'])],
  },
  {
    service: 'ssm.amazonaws.com',
    actions: [
      passes('ssm:StartAutomationExecution', `automation-definition/${one}:*`, 'calls'),
      passes('ssm:RegisterTaskWithMaintenanceWindow', 'maintenancewindow/mw-0123456789abcdef0', 'calls'),
      passes('ssm:CreateActivation', '*', 'code'),
    ],
  },
  {
    service: 'apigateway.amazonaws.com',
    actions: [{ action: 'apigateway:PUT', resources: ['arn:{partition}:apigateway:{region}::/restapis/a1b2c3d4e5/*'], yields: 'calls' }],
  },
  {
    service: 'firehose.amazonaws.com',
    actions: [passes('firehose:CreateDeliveryStream', `deliverystream/${one}`, 'delivery', ['firehose:PutRecord', 'firehose:PutRecordBatch'])],
  },
  {
    service: 'tasks.apprunner.amazonaws.com',
    actions: [passes('apprunner:CreateService', `service/${one}/*`, 'code'), passes('apprunner:UpdateService', `service/${one}/*`, 'code')],
  },
  {
    service: 'bedrock.amazonaws.com',
    actions: [passes('bedrock:CreateAgent', '*', 'calls', ['bedrock:InvokeAgent'])],
  },
  {
    service: 'dms.amazonaws.com',
    actions: [passes('dms:CreateEndpoint', `endpoint:${one}`, 'delivery', ['dms:StartReplicationTask'])],
  },
]; // prettier-ignore
