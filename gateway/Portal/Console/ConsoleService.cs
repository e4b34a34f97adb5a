namespace Gateway.Portal.Console;

/// <summary>A place of the AWS console that people often open.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Path">Its path in the console, without the slash before it.</param>
internal sealed record ConsoleService(string Name, string Path)
{
    public static IReadOnlyList<ConsoleService> All { get; } =
    [
        new("API Gateway", "apigateway/main/apis"),
        new("Athena", "athena/home"),
        new("Billing", "costmanagement/home"),
        new("CloudFormation", "cloudformation/home"),
        new("CloudTrail", "cloudtrailv2/home"),
        new("CloudWatch", "cloudwatch/home"),
        new("DynamoDB", "dynamodbv2/home"),
        new("EC2", "ec2/home"),
        new("ECR", "ecr/home"),
        new("ECS", "ecs/v2/home"),
        new("EKS", "eks/home"),
        new("EventBridge", "events/home"),
        new("Glue", "glue/home"),
        new("IAM", "iam/home"),
        new("Kinesis", "kinesis/home"),
        new("KMS", "kms/home"),
        new("Lambda", "lambda/home"),
        new("RDS", "rds/home"),
        new("Route 53", "route53/v2/home"),
        new("S3", "s3/home"),
        new("Secrets Manager", "secretsmanager/home"),
        new("SNS", "sns/v3/home"),
        new("SQS", "sqs/v3/home"),
        new("Step Functions", "states/home"),
        new("Systems Manager", "systems-manager/home"),
        new("VPC", "vpcconsole/home"),
    ];
}
