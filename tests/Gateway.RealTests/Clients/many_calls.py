"""Makes many calls by boto3 with nothing but its environment, and prints as JSON how many there were and how often boto3 tried again.

Usage: many_calls.py BUCKET COUNT
"""
import json
import sys

import boto3
from botocore.config import Config

bucket, count = sys.argv[1], int(sys.argv[2])
s3 = boto3.client("s3", config=Config(retries={"mode": "standard", "max_attempts": 10}))
retries = 0
for _ in range(count):
    retries += s3.list_objects_v2(Bucket=bucket)["ResponseMetadata"]["RetryAttempts"]
print(json.dumps({"calls": count, "retries": retries}))
