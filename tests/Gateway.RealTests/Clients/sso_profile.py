"""boto3 with an SSO profile: lists a bucket and prints the access key id that it was given."""
import sys

import boto3

session = boto3.Session(profile_name=sys.argv[1])
session.client("s3").list_objects_v2(Bucket=sys.argv[2])
print(session.get_credentials().get_frozen_credentials().access_key)
