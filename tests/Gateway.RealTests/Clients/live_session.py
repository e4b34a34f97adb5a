"""One boto3 session that lists a bucket whenever a line comes in, and answers each with `ok` or AWS's error code."""
import sys

import boto3
import botocore.exceptions

bucket = sys.argv[1]
s3 = boto3.client("s3")
for _ in sys.stdin:
    try:
        s3.list_objects_v2(Bucket=bucket)
        print("ok", flush=True)
    except botocore.exceptions.ClientError as error:
        print(error.response["Error"]["Code"], flush=True)
