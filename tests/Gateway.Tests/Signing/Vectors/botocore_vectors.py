"""Writes botocore.json: what botocore signs, for paths and queries that signers disagree on. Run by hand; no test needs it."""
import datetime
import json
import pathlib
from urllib.parse import urlsplit

import botocore
from botocore import auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

NOW = datetime.datetime(2026, 11, 24, 12, 0, 0, tzinfo=datetime.timezone.utc)
auth.get_current_datetime = lambda *_, **__: NOW.replace(tzinfo=None)
HOST = "https://gateway.example.com"
PATHS = [
    "/", "/key", "/bucket/a%20b", "/bucket/a%2Bb", "/bucket/a%25b", "/bucket/a%3Db%26c", "/bucket/%C3%A9", "/bucket/%28x%29%2A%27",
    "/bucket/~tilde", "/bucket/a//b", "/bucket/./b", "/bucket/../b", "/bucket/a/", "/bucket/a%252Fb", "/bucket/a%2Fb", "/bucket/a:b@c",
    "/bucket/%7E", "/bucket/%2E", "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Ax/invocations",
]
QUERIES = [
    "", "list-type=2&prefix=a%2Fb&delimiter=%2F", "acl", "uploads=", "b=2&a=1&a=0", "a=%2B&b=%20&c=%3D%26", "x=%C3%A9", "A=1&a=2&B=3",
    "k=a~b-c_d.e", "versionId=abc&partNumber=1",
]
SIGNERS = {
    "s3": (auth.S3SigV4Auth, auth.S3SigV4QueryAuth),
    "dynamodb": (auth.SigV4Auth, auth.SigV4QueryAuth),
}


def case(service, presigned, path, query):
    url = HOST + path + ("?" + query if query else "")
    headers = {} if presigned else {"X-Amz-Meta-Note": "  two   words ", "Content-Type": "text/plain"}
    request = AWSRequest("GET" if presigned else "PUT", url, headers=headers, data=None if presigned else b"body")
    request.context["payload_signing_enabled"] = True
    signer = SIGNERS[service][presigned]
    signer(Credentials("AKIDEXAMPLE", "secret", "token/+="), service, "eu-west-1").add_auth(request)
    parts = urlsplit(request.url)
    return {
        "service": service, "method": request.method, "path": parts.path, "query": parts.query,
        "headers": {"Host": parts.netloc, **{name: value for name, value in request.headers.items()}},
    }


cases = [
    case(service, presigned, path, query)
    for service in SIGNERS for presigned in (False, True)
    for path, query in [(p, "") for p in PATHS] + [("/bucket", q) for q in QUERIES]
]
target = pathlib.Path(__file__).with_name("botocore.json")
lines = ",\n".join("    " + json.dumps(entry) for entry in cases)
target.write_text(f'{{\n  "botocore": "{botocore.__version__}",\n  "cases": [\n{lines}\n  ]\n}}\n')
