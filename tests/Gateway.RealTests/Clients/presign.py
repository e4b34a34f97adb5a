"""Puts an object and prints a URL that reads it, presigned by boto3 with nothing but its environment.

Usage: presign.py BUCKET KEY BODY
"""
import sys

import boto3
from botocore.config import Config

bucket, key, body = sys.argv[1:]
s3 = boto3.client("s3", config=Config(signature_version="s3v4", s3={"addressing_style": "path"}))
s3.put_object(Bucket=bucket, Key=key, Body=body.encode())
print(s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key}, ExpiresIn=600))
