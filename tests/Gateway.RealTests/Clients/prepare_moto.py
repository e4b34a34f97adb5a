"""Makes the user that the gateway is at AWS and the roles of the example policy, of which Legacy may do anything.

Usage: prepare_moto.py ENDPOINT ACCOUNT checked|unchecked ROLE...; `checked` switches moto's signature and policy checks on; prints the user's key as JSON.
"""
import json
import sys
import urllib.request

import boto3

endpoint, account, checks, *roles = sys.argv[1:]
iam = boto3.client("iam", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="setup", aws_secret_access_key="setup")


def document(**statement):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})


iam.create_user(UserName="gateway")
assume = document(Action=["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"], Resource="*")
iam.put_user_policy(UserName="gateway", PolicyName="assume", PolicyDocument=assume)
for role in roles:
    trust = document(Action="sts:AssumeRole", Principal={"AWS": f"arn:aws:iam::{account}:user/gateway"})
    iam.create_role(RoleName=role, AssumeRolePolicyDocument=trust)
    work = document(Action="*" if role == "Legacy" else ["dynamodb:*", "sqs:*", "sts:GetCallerIdentity"], Resource="*")
    iam.put_role_policy(RoleName=role, PolicyName="work", PolicyDocument=work)
key = iam.create_access_key(UserName="gateway")["AccessKey"]

if checks == "checked":
    request = urllib.request.Request(f"{endpoint}/moto-api/reset-auth", data=b"0", headers={"Content-Type": "text/plain"})
    urllib.request.urlopen(request).close()
print(json.dumps({"AccessKeyId": key["AccessKeyId"], "SecretAccessKey": key["SecretAccessKey"]}))
