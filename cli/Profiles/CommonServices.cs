namespace Gateway.Cli.Profiles;

/// <summary>
/// Services that a <c>services</c> section names beside SSO. The SDK for .NET ignores a profile's <c>endpoint_url</c> as soon as the profile has such a section
/// (measured with AWSSDK.Core 4.1): what is not named there it calls at AWS itself, with the gateway's credentials. AWS CLI and boto3 need none of them.
/// Spelled as in https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html.
/// </summary>
internal static class CommonServices
{
    public static IReadOnlyList<string> Keys { get; } =
    [
        "acm", "api_gateway", "apigatewayv2", "appconfig", "appconfigdata", "application_auto_scaling", "appsync", "athena", "auto_scaling", "backup", "batch",
        "bedrock", "bedrock_agent", "bedrock_agent_runtime", "bedrock_runtime", "cloudcontrol", "cloudformation", "cloudfront", "cloudtrail", "cloudwatch",
        "cloudwatch_logs", "codeartifact", "codebuild", "codecommit", "codedeploy", "codepipeline", "cognito_identity", "cognito_identity_provider", "comprehend",
        "config_service", "cost_explorer", "database_migration_service", "dynamodb", "dynamodb_streams", "ebs", "ec2", "ecr", "ecs", "efs", "eks", "elastic_beanstalk",
        "elastic_load_balancing", "elastic_load_balancing_v2", "elasticache", "emr", "eventbridge", "firehose", "glue", "guardduty", "iam", "iot", "iot_data_plane",
        "kafka", "kinesis", "kms", "lambda", "lightsail", "mq", "opensearch", "organizations", "pipes", "polly", "rds", "rds_data", "redshift", "redshift_data",
        "rekognition", "resource_groups", "resource_groups_tagging_api", "route53resolver", "route_53", "s3", "s3_control", "sagemaker", "sagemaker_runtime", "scheduler",
        "secrets_manager", "securityhub", "service_catalog", "service_quotas", "servicediscovery", "ses", "sesv2", "sfn", "sns", "sqs", "ssm", "sts", "support",
        "textract", "timestream_query", "timestream_write", "transcribe", "transfer", "translate", "wafv2", "xray",
    ];
}
