"""A write and a read in services of every protocol, by boto3 with nothing but its environment.

Usage: aws_services.py checked|unchecked: those whose calls moto can verify, or those where it rejects even what boto3 signed for it. Prints a JSON object, service by service: the protocol that boto3 spoke, and what came of it, "ok" or the error.
"""
import io
import json
import sys
import time
import zipfile

import boto3
from botocore.model import ServiceModel

TRUST = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]})
ROLE = "arn:aws:iam::111122223333:role/Legacy"
NAME = "real-tests"
ODD = "two words é + 1% & more"
TEMPLATE = json.dumps({"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "from-template"}}}})


def code():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("index.py", "def handler(event, context): return event")
    return packed.getvalue()


def find(items, wanted, key=None):
    found = [item if key is None else item.get(key) for item in items]
    if wanted not in found:
        raise AssertionError(f"{wanted!r} is not among {found!r}")


# Each takes a client, writes something and reads it back.

def acm(c):
    arn = c.request_certificate(DomainName="example.com")["CertificateArn"]
    find(c.list_certificates()["CertificateSummaryList"], arn, "CertificateArn")


def apigateway(c):
    api = c.create_rest_api(name=NAME, description=ODD)["id"]
    find([c.get_rest_api(restApiId=api)], ODD, "description")


def apigatewayv2(c):
    api = c.create_api(Name=NAME, ProtocolType="HTTP")["ApiId"]
    find(c.get_apis()["Items"], api, "ApiId")


def appsync(c):
    api = c.create_graphql_api(name=NAME, authenticationType="API_KEY")["graphqlApi"]["apiId"]
    find(c.list_graphql_apis()["graphqlApis"], api, "apiId")


def athena(c):
    c.create_work_group(Name=NAME, Description=ODD)
    find(c.list_work_groups()["WorkGroups"], NAME, "Name")


def autoscaling(c):
    c.create_launch_configuration(LaunchConfigurationName=NAME, ImageId="ami-12c6146b", InstanceType="t2.micro")
    find(c.describe_launch_configurations()["LaunchConfigurations"], NAME, "LaunchConfigurationName")


def backup(c):
    c.create_backup_vault(BackupVaultName=NAME)
    find(c.list_backup_vaults()["BackupVaultList"], NAME, "BackupVaultName")


def batch(c):
    c.create_scheduling_policy(name=NAME)
    find(c.list_scheduling_policies()["schedulingPolicies"], f"arn:aws:batch:eu-west-1:111122223333:scheduling-policy/{NAME}", "arn")


def cloudformation(c):
    c.create_stack(StackName=NAME, TemplateBody=TEMPLATE)
    find(c.describe_stacks(StackName=NAME)["Stacks"], NAME, "StackName")


def cloudtrail(c):
    boto3.client("s3").create_bucket(Bucket="trail", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    c.create_trail(Name=NAME, S3BucketName="trail")
    find(c.list_trails()["Trails"], NAME, "Name")


def cloudwatch(c):
    c.put_metric_alarm(AlarmName=NAME, AlarmDescription=ODD, MetricName="m", Namespace="n", Statistic="Sum", Period=60, EvaluationPeriods=1, Threshold=1.5, ComparisonOperator="LessThanThreshold")
    find(c.describe_alarms(AlarmNames=[NAME])["MetricAlarms"], ODD, "AlarmDescription")


def codecommit(c):
    c.create_repository(repositoryName=NAME, repositoryDescription=ODD)
    find([c.get_repository(repositoryName=NAME)["repositoryMetadata"]], ODD, "repositoryDescription")


def cognito_idp(c):
    pool = c.create_user_pool(PoolName=NAME)["UserPool"]["Id"]
    find(c.list_user_pools(MaxResults=10)["UserPools"], pool, "Id")


def dynamodb(c):
    c.create_table(TableName=NAME, KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}], AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}], BillingMode="PAY_PER_REQUEST")
    c.put_item(TableName=NAME, Item={"id": {"S": "42"}, "note": {"S": ODD}})
    find([c.get_item(TableName=NAME, Key={"id": {"S": "42"}})["Item"]["note"]], ODD, "S")


def ec2(c):
    vpc = c.create_vpc(CidrBlock="10.7.0.0/16", TagSpecifications=[{"ResourceType": "vpc", "Tags": [{"Key": "note", "Value": ODD}]}])["Vpc"]["VpcId"]
    find(c.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["Tags"], ODD, "Value")


def ecr(c):
    c.create_repository(repositoryName=NAME)
    find(c.describe_repositories()["repositories"], NAME, "repositoryName")


def ecs(c):
    c.create_cluster(clusterName=NAME)
    find(c.list_clusters()["clusterArns"], f"arn:aws:ecs:eu-west-1:111122223333:cluster/{NAME}")


def efs(c):
    system = c.create_file_system(CreationToken=NAME)["FileSystemId"]
    find(c.describe_file_systems()["FileSystems"], system, "FileSystemId")


def elbv2(c):
    arn = c.create_target_group(Name=NAME, TargetType="lambda")["TargetGroups"][0]["TargetGroupArn"]
    find(c.describe_target_groups()["TargetGroups"], arn, "TargetGroupArn")


def events(c):
    c.put_rule(Name=NAME, ScheduleExpression="rate(1 minute)", Description=ODD)
    find(c.list_rules()["Rules"], ODD, "Description")


def firehose(c):
    c.create_delivery_stream(DeliveryStreamName=NAME, S3DestinationConfiguration={"RoleARN": ROLE, "BucketARN": "arn:aws:s3:::trail"})
    find(c.list_delivery_streams()["DeliveryStreamNames"], NAME)


def glue(c):
    c.create_database(DatabaseInput={"Name": NAME, "Description": ODD})
    find(c.get_databases()["DatabaseList"], ODD, "Description")


def iam(c):
    c.create_role(RoleName=NAME, AssumeRolePolicyDocument=TRUST, Description="two words + 1% & more")
    find([c.get_role(RoleName=NAME)["Role"]], "two words + 1% & more", "Description")


def iot(c):
    c.create_thing(thingName=NAME)
    find(c.list_things()["things"], NAME, "thingName")


def kinesis(c):
    c.create_stream(StreamName=NAME, ShardCount=1)
    find(c.list_streams()["StreamNames"], NAME)


def kms(c):
    key = c.create_key(Description=ODD)["KeyMetadata"]["KeyId"]
    sealed = c.encrypt(KeyId=key, Plaintext=ODD.encode())["CiphertextBlob"]
    find([c.decrypt(CiphertextBlob=sealed)], ODD.encode(), "Plaintext")


def lambda_(c):
    c.create_function(FunctionName=NAME, Runtime="python3.12", Role=ROLE, Handler="index.handler", Code={"ZipFile": code()}, Description=ODD)
    find([c.get_function(FunctionName=NAME)["Configuration"]], ODD, "Description")


def logs(c):
    c.create_log_group(logGroupName=NAME)
    c.create_log_stream(logGroupName=NAME, logStreamName="one")
    c.put_log_events(logGroupName=NAME, logStreamName="one", logEvents=[{"timestamp": int(time.time() * 1000), "message": ODD}])
    find(c.get_log_events(logGroupName=NAME, logStreamName="one", startFromHead=True)["events"], ODD, "message")


def mq(c):
    broker = c.create_configuration(Name=NAME, EngineType="ACTIVEMQ", EngineVersion="5.16")["Id"]
    find(c.list_configurations()["Configurations"], broker, "Id")


def organizations(c):
    c.create_organization(FeatureSet="ALL")
    find([c.describe_organization()["Organization"]], "ALL", "FeatureSet")


def rds(c):
    c.create_db_parameter_group(DBParameterGroupName=NAME, DBParameterGroupFamily="mysql8.0", Description=ODD)
    find(c.describe_db_parameter_groups()["DBParameterGroups"], NAME, "DBParameterGroupName")


def redshift(c):
    c.create_cluster_parameter_group(ParameterGroupName=NAME, ParameterGroupFamily="redshift-1.0", Description=ODD)
    find(c.describe_cluster_parameter_groups()["ParameterGroups"], ODD, "Description")


def resource_groups(c):
    c.create_group(Name=NAME, Description="words", ResourceQuery={"Type": "TAG_FILTERS_1_0", "Query": json.dumps({"ResourceTypeFilters": ["AWS::AllSupported"], "TagFilters": [{"Key": "a", "Values": ["b"]}]})})
    find([c.get_group(GroupName=NAME)["Group"]], "words", "Description")


def route53(c):
    zone = c.create_hosted_zone(Name="example.com", CallerReference=NAME, HostedZoneConfig={"Comment": ODD})["HostedZone"]["Id"]
    find([c.get_hosted_zone(Id=zone)["HostedZone"]["Config"]], ODD, "Comment")


def s3(c):
    c.create_bucket(Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    c.put_object(Bucket=NAME, Key="a/b", Body=ODD.encode())
    find([c.get_object(Bucket=NAME, Key="a/b")["Body"].read()], ODD.encode())


def scheduler(c):
    c.create_schedule_group(Name=NAME)
    find(c.list_schedule_groups()["ScheduleGroups"], NAME, "Name")


def secretsmanager(c):
    c.create_secret(Name=NAME, Description=ODD, SecretString="not read back")
    find([c.describe_secret(SecretId=NAME)], ODD, "Description")


def ses(c):
    c.verify_email_identity(EmailAddress="a+b@example.com")
    find(c.list_identities()["Identities"], "a+b@example.com")


def sesv2(c):
    c.create_email_identity(EmailIdentity="c@example.com")
    find(c.list_email_identities()["EmailIdentities"], "c@example.com", "IdentityName")


def sns(c):
    arn = c.create_topic(Name=NAME, Attributes={"DisplayName": ODD})["TopicArn"]
    find([c.get_topic_attributes(TopicArn=arn)["Attributes"]], ODD, "DisplayName")


def sqs(c):
    queue = c.create_queue(QueueName=NAME)["QueueUrl"]
    c.send_message(QueueUrl=queue, MessageBody=ODD)
    find(c.receive_message(QueueUrl=queue)["Messages"], ODD, "Body")


def ssm(c):
    c.put_parameter(Name=f"/{NAME}/a b", Value=ODD, Type="String")
    find(c.describe_parameters()["Parameters"], f"/{NAME}/a b", "Name")


def stepfunctions(c):
    arn = c.create_state_machine(name=NAME, roleArn=ROLE, definition=json.dumps({"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}}))["stateMachineArn"]
    find(c.list_state_machines()["stateMachines"], arn, "stateMachineArn")


def sts(c):
    find([c.get_caller_identity()], "arn:aws:sts::111122223333:assumed-role/Legacy/demo", "Arn")


CHECKED = {
    "acm": acm, "athena": athena, "autoscaling": autoscaling, "batch": batch, "cloudformation": cloudformation, "cloudtrail": cloudtrail,
    "cloudwatch": cloudwatch, "codecommit": codecommit, "cognito-idp": cognito_idp, "dynamodb": dynamodb, "ec2": ec2, "ecr": ecr, "ecs": ecs,
    "elbv2": elbv2, "events": events, "firehose": firehose, "glue": glue, "iam": iam, "kinesis": kinesis, "kms": kms, "logs": logs,
    "organizations": organizations, "rds": rds, "redshift": redshift, "resource-groups": resource_groups, "s3": s3, "secretsmanager": secretsmanager,
    "ses": ses, "sns": sns, "sqs": sqs, "ssm": ssm, "stepfunctions": stepfunctions, "sts": sts,
}
# moto computes another signature for a GET without a body.
UNCHECKED = {
    "apigateway": apigateway, "apigatewayv2": apigatewayv2, "appsync": appsync, "backup": backup, "efs": efs, "iot": iot, "lambda": lambda_, "mq": mq,
    "route53": route53, "scheduler": scheduler, "sesv2": sesv2,
}


def protocol(model: ServiceModel):
    spoken = model.resolved_protocol
    return f"json {model.metadata['jsonVersion']}" if spoken == "json" else spoken


def main(services):
    results = {}
    for name, use in services.items():
        client = boto3.client(name)
        try:
            use(client)
            came = "ok"
        except Exception as error:  # Whatever it is, it is the result.
            came = f"{type(error).__name__}: {error}"
        results[name] = {"protocol": protocol(client.meta.service_model), "result": came}
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main({"checked": CHECKED, "unchecked": UNCHECKED}[sys.argv[1]])
