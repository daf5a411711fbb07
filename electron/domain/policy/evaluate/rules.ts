/** What decisions go by beside policies, as AWS has it at present. */
import type { Rules } from './decide.ts';

/**
 * By action prefix. Source: AWS Organizations User Guide, "Resource control policies", list of supported services, as of November
 * 2026; a test holds it to the service data.
 */
const resourceControlServices: ReadonlySet<string> = new Set(
  (
    'aoss appconfig appstream autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch cloudtrail-data ' +
    'codeartifact codebuild codecommit codepipeline cognito-identity cognito-idp comprehend comprehendmedical compute-optimizer ' +
    'cost-optimization-hub dax dsql dynamodb ecr ecr-public events firehose fis fms gamelift health inspector-scan kendra ' +
    'kinesisvideo kms logs memorydb networkmonitor notifications opensearch pca-connector-ad personalize polly pricing ' +
    'resource-groups rolesanywhere s3 secretsmanager servicediscovery signin sqs sts support swf textract timestream-influxdb ' +
    'transcribe transfer translate wafv2 workspaces xray'
  ).split(' '),
);

export const rules: Rules = { resourceControlServices };
