"""Puts, lists, reads and deletes each key given, by boto3 with nothing but its environment.

Usage: s3_keys.py BUCKET put|check|delete PREFIX KEY...; `check` prints {key: body} of everything under the prefix as JSON.
"""
import json
import sys

import boto3

bucket, action, prefix, *keys = sys.argv[1:]
s3 = boto3.client("s3")
if action == "put":
    for key in keys:
        s3.put_object(Bucket=bucket, Key=prefix + key, Body=("body of " + key).encode())
elif action == "check":
    found = {}
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        for entry in page.get("Contents", []):
            body = s3.get_object(Bucket=bucket, Key=entry["Key"])["Body"].read()
            found[entry["Key"][len(prefix):]] = body.decode()
    print(json.dumps(found))
elif action == "delete":
    for key in keys:
        s3.delete_object(Bucket=bucket, Key=prefix + key)
else:
    sys.exit(f"no such action: {action}")
