/**
 * Actions that hand a role to a service, as data: iam:PassRole is asked for beside each of them. Which resources each touches
 * follows the service authorization reference (those that it requires; a test holds names and resources to the service data);
 * which service the role is passed to, the source beside it. Source of the whole: facts/iam-policy-evaluation.md §4.
 */
import type { PassYield } from './codes.ts';

export interface PassingAction {
  readonly action: string;
  /** What the action touches, each of which must be allowed: `{partition}`, `{region}`, `{account}` are filled. */
  readonly resources: readonly string[];
  readonly yields: PassYield;
  /** The role goes inside an instance profile that holds it. */
  readonly profile?: true;
  /** What sets to work what the action made: one of them. Absent: it works by itself. */
  readonly starts?: readonly string[];
}

/** Of what sets to work, those that touch resources of another kind than what was made; the others touch the same. */
export const elsewhere: ReadonlySet<string> = new Set([
  'autoscaling:CreateAutoScalingGroup',
  'batch:SubmitJob',
  'bedrock:InvokeAgent',
  'cloudformation:CreateStackInstances',
  'dms:StartReplicationTask',
  'ecs:CreateService',
  'events:PutEvents',
  'glue:CreateTrigger',
  'iot:CreatePolicy',
  'iot:Publish',
  'lambda:CreateEventSourceMapping',
  'sagemaker:CreateEndpoint',
  'sagemaker:CreateTransformJob',
]);

/** By the service that gets the role: `iam:PassedToService`, and whom the role's trust must let in. */
export interface PassedTo {
  readonly service: string;
  /** No documentation says what `iam:PassedToService` is there: it is left open. */
  readonly keyOpen?: true;
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
];
const onInstance = (action: string, resources: readonly string[]): PassingAction => ({
  action,
  resources,
  yields: 'code',
  profile: true,
});

export const passedTo: readonly PassedTo[] = [
  {
    // iam:PassedToService in IAM User Guide, "Grant a user permissions to pass a role to an AWS service".
    service: 'ec2.amazonaws.com',
    actions: [
      onInstance('ec2:RunInstances', launched),
      onInstance('ec2:AssociateIamInstanceProfile', [instance]),
      onInstance('ec2:ReplaceIamInstanceProfileAssociation', [instance]),
      { ...passes('autoscaling:CreateLaunchConfiguration', `launchConfiguration:*:launchConfigurationName/${one}`, 'code', ['autoscaling:CreateAutoScalingGroup']), profile: true },
    ],
  },
  {
    // iam:PassedToService in the managed policy AWSLambda_FullAccess.
    service: 'lambda.amazonaws.com',
    actions: [
      passes('lambda:CreateFunction', `function:${one}`, 'code', ['lambda:InvokeFunction', 'lambda:CreateEventSourceMapping', 'lambda:AddPermission']),
      passes('lambda:UpdateFunctionConfiguration', `function:${one}`, 'code', ['lambda:UpdateFunctionCode', 'lambda:InvokeFunction']),
    ],
  },
  {
    // iam:PassedToService in the managed policy AmazonEC2ContainerServiceEventsRole.
    service: 'ecs-tasks.amazonaws.com',
    actions: [
      passes('ecs:RegisterTaskDefinition', `task-definition/${one}:1`, 'code', ['ecs:RunTask', 'ecs:StartTask', 'ecs:CreateService']),
      passes('ecs:RunTask', `task-definition/${one}:1`, 'code'),
      passes('ecs:StartTask', `task-definition/${one}:1`, 'code'),
      passes('batch:RegisterJobDefinition', `job-definition/${one}`, 'code', ['batch:SubmitJob']),
    ],
  },
  {
    // CloudFormation User Guide, "CloudFormation service role".
    service: 'cloudformation.amazonaws.com',
    actions: [
      passes('cloudformation:CreateStack', `stack/${one}/*`, 'deployment'),
      passes('cloudformation:UpdateStack', `stack/${one}/*`, 'deployment'),
      passes('cloudformation:CreateChangeSet', `stack/${one}/*`, 'deployment', ['cloudformation:ExecuteChangeSet']),
      passes('cloudformation:CreateStackSet', '*', 'deployment', ['cloudformation:CreateStackInstances']),
    ],
  },
  {
    // AWS Glue Developer Guide, "Create an IAM role for AWS Glue".
    service: 'glue.amazonaws.com',
    actions: [
      passes('glue:CreateDevEndpoint', '*', 'code'),
      passes('glue:CreateJob', `job/${one}`, 'code', ['glue:StartJobRun', 'glue:CreateTrigger']),
      passes('glue:UpdateJob', `job/${one}`, 'code', ['glue:StartJobRun', 'glue:CreateTrigger']),
      passes('glue:CreateSession', `session/${one}`, 'code', ['glue:RunStatement']),
    ],
  },
  {
    // Amazon SageMaker AI Developer Guide, "IAM permissions and execution roles".
    service: 'sagemaker.amazonaws.com',
    actions: [
      passes('sagemaker:CreateNotebookInstance', `notebook-instance/${one}`, 'code', ['sagemaker:CreatePresignedNotebookInstanceUrl']),
      passes('sagemaker:CreateTrainingJob', `training-job/${one}`, 'code'),
      passes('sagemaker:CreateProcessingJob', `processing-job/${one}`, 'code'),
      passes('sagemaker:CreateModel', `model/${one}`, 'code', ['sagemaker:CreateEndpoint', 'sagemaker:CreateTransformJob']),
    ],
  },
  {
    // AWS Data Pipeline Developer Guide, "IAM roles for AWS Data Pipeline".
    service: 'datapipeline.amazonaws.com',
    actions: [passes('datapipeline:PutPipelineDefinition', 'pipeline/df-0123456789ABCDEFGHIJ', 'code', ['datapipeline:ActivatePipeline'])],
  },
  {
    // iam:PassedToService in the managed policy AmazonEMRFullAccessPolicy_v2.
    service: 'elasticmapreduce.amazonaws.com',
    actions: [passes('elasticmapreduce:RunJobFlow', '*', 'deployment')],
  },
  {
    // AWS CodeBuild User Guide, "Allow CodeBuild to interact with other AWS services".
    service: 'codebuild.amazonaws.com',
    actions: [
      passes('codebuild:CreateProject', `project/${one}`, 'code', ['codebuild:StartBuild', 'codebuild:StartBuildBatch']),
      passes('codebuild:UpdateProject', `project/${one}`, 'code', ['codebuild:StartBuild', 'codebuild:StartBuildBatch']),
    ],
  },
  {
    // AWS CodePipeline User Guide, "Create the CodePipeline service role".
    service: 'codepipeline.amazonaws.com',
    actions: [passes('codepipeline:CreatePipeline', one, 'deployment'), passes('codepipeline:UpdatePipeline', one, 'deployment')],
  },
  {
    // AWS CodeDeploy User Guide, "Create a service role for CodeDeploy".
    service: 'codedeploy.amazonaws.com',
    actions: [passes('codedeploy:CreateDeploymentGroup', `deploymentgroup:${one}/${one}`, 'deployment', ['codedeploy:CreateDeployment'])],
  },
  {
    // AWS Step Functions Developer Guide, "Creating an IAM role for your state machine".
    service: 'states.amazonaws.com',
    actions: [
      passes('states:CreateStateMachine', `stateMachine:${one}`, 'calls', ['states:StartExecution', 'states:StartSyncExecution']),
      passes('states:UpdateStateMachine', `stateMachine:${one}`, 'calls', ['states:StartExecution', 'states:StartSyncExecution']),
    ],
  },
  {
    // iam:PassedToService in the managed policy AmazonEventBridgeFullAccess.
    service: 'events.amazonaws.com',
    actions: [passes('events:PutTargets', `rule/${one}`, 'calls', ['events:PutRule', 'events:PutEvents'])],
  },
  {
    // iam:PassedToService in the managed policy AmazonEventBridgeSchedulerFullAccess.
    service: 'scheduler.amazonaws.com',
    actions: [
      passes('scheduler:CreateSchedule', `schedule/default/${one}`, 'calls'),
      passes('scheduler:UpdateSchedule', `schedule/default/${one}`, 'calls'),
    ],
  },
  {
    // iam:PassedToService in the managed policy AmazonEventBridgePipesFullAccess.
    service: 'pipes.amazonaws.com',
    actions: [passes('pipes:CreatePipe', `pipe/${one}`, 'calls')],
  },
  {
    // iam:PassedToService in FreeRTOS User Guide, permissions of the device tester.
    service: 'iot.amazonaws.com',
    actions: [passes('iot:CreateTopicRule', `rule/${one}`, 'delivery', ['iot:Publish']), passes('iot:ReplaceTopicRule', `rule/${one}`, 'delivery', ['iot:Publish'])],
  },
  {
    // AWS IoT Core Developer Guide, "Authorizing direct calls to AWS services".
    service: 'credentials.iot.amazonaws.com',
    keyOpen: true,
    actions: [passes('iot:CreateRoleAlias', `rolealias/${one}`, 'code', ['iot:CreatePolicy'])],
  },
  {
    // iam:PassedToService in AWS Systems Manager User Guide, roles of maintenance windows and hybrid activations.
    service: 'ssm.amazonaws.com',
    actions: [
      { action: 'ssm:StartAutomationExecution', resources: [arn('ssm', `document/${one}`), arn('ssm', 'automation-execution/*')], yields: 'calls' },
      passes('ssm:RegisterTaskWithMaintenanceWindow', 'maintenancewindow/mw-0123456789abcdef0', 'calls'),
      passes('ssm:CreateActivation', '*', 'code'),
    ],
  },
  {
    // iam:PassedToService in the managed policies for Service Catalog of Amazon SageMaker AI.
    service: 'apigateway.amazonaws.com',
    actions: [{ action: 'apigateway:PUT', resources: ['arn:{partition}:apigateway:{region}::/restapis/a1b2c3d4e5/*'], yields: 'calls' }],
  },
  {
    // iam:PassedToService in the managed policies of AWS Application Discovery Service.
    service: 'firehose.amazonaws.com',
    actions: [passes('firehose:CreateDeliveryStream', `deliverystream/${one}`, 'delivery', ['firehose:PutRecord', 'firehose:PutRecordBatch'])],
  },
  {
    // App Runner Developer Guide, "App Runner service roles"; its managed policy names apprunner.amazonaws.com, which fits access roles.
    service: 'tasks.apprunner.amazonaws.com',
    keyOpen: true,
    actions: [passes('apprunner:CreateService', `service/${one}/*`, 'code'), passes('apprunner:UpdateService', `service/${one}/*`, 'code')],
  },
  {
    // Amazon Bedrock User Guide, "Create a service role for Amazon Bedrock Agents".
    service: 'bedrock.amazonaws.com',
    actions: [passes('bedrock:CreateAgent', '*', 'calls', ['bedrock:InvokeAgent'])],
  },
  {
    // iam:PassedToService in AWS DMS User Guide, IAM permissions.
    service: 'dms.amazonaws.com',
    actions: [passes('dms:CreateEndpoint', `endpoint:${one}`, 'delivery', ['dms:StartReplicationTask'])],
  },
]; // prettier-ignore
