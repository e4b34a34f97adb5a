"""A table item, a queue message and the caller's identity, by boto3 with nothing but its environment. Prints what came back as JSON."""
import json

import boto3

dynamodb = boto3.client("dynamodb")
dynamodb.create_table(
    TableName="orders",
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
    BillingMode="PAY_PER_REQUEST",
)
dynamodb.put_item(TableName="orders", Item={"id": {"S": "42"}, "note": {"S": "two é + 1%"}})
item = dynamodb.get_item(TableName="orders", Key={"id": {"S": "42"}})["Item"]

sqs = boto3.client("sqs")
queue = sqs.create_queue(QueueName="orders")["QueueUrl"]
sqs.send_message(QueueUrl=queue, MessageBody="ship 42 & more")
message = sqs.receive_message(QueueUrl=queue)["Messages"][0]["Body"]

identity = boto3.client("sts").get_caller_identity()
print(json.dumps({"item": item["note"]["S"], "message": message, "arn": identity["Arn"]}))
