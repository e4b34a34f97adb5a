"""Gives IAM the policies and CloudFormation the templates of a folder, and prints what IAM then holds.

Usage: iam_documents.py ENDPOINT FOLDER PARAMETER=VALUE...; *.json are policies, of which one with a principal is a trust policy; *.yaml are templates, which get
those of the parameters that they name; *.tf are Terraform's. Prints {document: {"trust": ..., "permissions": ...}}.
"""
import ast
import json
import pathlib
import sys
import urllib.request

import boto3
from terraform_policies import policies

endpoint, folder, *parameters = sys.argv[1:]
parameters = dict(parameter.split("=", 1) for parameter in parameters)
client = dict(endpoint_url=endpoint, region_name="eu-west-1", aws_access_key_id="setup", aws_secret_access_key="setup")
iam = boto3.client("iam", **client)
cloudformation = boto3.client("cloudformation", **client)
anyone = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}}]})

# The roles that other tests want here.
urllib.request.urlopen(urllib.request.Request(f"{endpoint}/moto-api/reset", method="POST")).close()


def from_file(file):
    if file.suffix == ".tf":
        return {f"{name}.tf": from_policy(name, json.dumps(policy)) for name, policy in policies(file.read_text()).items()}
    return {file.name: from_policy(file.stem, file.read_text()) if file.suffix == ".json" else from_template(file)}


def from_policy(name, policy):
    trusts = all("Principal" in statement for statement in json.loads(policy)["Statement"])
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy if trusts else anyone)
    if not trusts:
        iam.put_role_policy(RoleName=name, PolicyName="assume", PolicyDocument=policy)
    held = holds(name)
    return {"trust": held["trust"]} if trusts else {"permissions": held["permissions"]}


def from_template(file):
    template = file.read_text()
    given = [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items() if key in template]
    cloudformation.create_stack(StackName=file.stem, TemplateBody=template, Parameters=given, Capabilities=["CAPABILITY_NAMED_IAM"])
    [stack] = cloudformation.describe_stacks(StackName=file.stem)["Stacks"]
    assert stack["StackStatus"] == "CREATE_COMPLETE", stack
    [role] = cloudformation.describe_stack_resources(StackName=file.stem)["StackResources"]
    held = holds(role["PhysicalResourceId"])
    cloudformation.delete_stack(StackName=file.stem)
    return held


def holds(role):
    names = iam.list_role_policies(RoleName=role)["PolicyNames"]
    return {
        "trust": iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"],
        "permissions": [document(iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]) for name in names],
    }


def document(given):
    """moto gives a template's policy back as Python writes it."""
    return ast.literal_eval(given) if isinstance(given, str) else given


files = sorted(pathlib.Path(folder).iterdir())
print(json.dumps({name: held for file in files for name, held in from_file(file).items()}))
