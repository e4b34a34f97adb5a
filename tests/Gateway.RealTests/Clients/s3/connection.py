"""How the scripts reach S3: client settings; endpoint, credentials, region and trusted certificate come from the environment."""
import importlib.util
import socket
import sys

# CRC32C needs AWS's native library. Debian has it for its own Python, and another Python of that version can load it.
sys.path.append("/usr/lib/python3/dist-packages")
HAS_NATIVE = importlib.util.find_spec("awscrt") is not None

import boto3  # noqa: E402
import botocore.config  # noqa: E402

resolve = socket.getaddrinfo


def resolve_localhost(host, *arguments, **parameters):
    """Names below localhost are loopback (RFC 6761 section 6.3); not every system's resolver knows that."""
    return resolve("127.0.0.1" if isinstance(host, str) and host.endswith(".localhost") else host, *arguments, **parameters)


socket.getaddrinfo = resolve_localhost


def client(endpoint=None, *, style="path", checksums="when_supported", signed=None):
    s3 = {"addressing_style": style}
    if signed is not None:
        s3["payload_signing_enabled"] = signed
    config = botocore.config.Config(
        s3=s3,
        signature_version="s3v4",
        request_checksum_calculation=checksums,
        response_checksum_validation=checksums,
        retries={"total_max_attempts": 1},
    )
    return boto3.client("s3", endpoint_url=endpoint, config=config)


def create(s3, bucket):
    try:
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": s3.meta.region_name})
    except s3.exceptions.BucketAlreadyOwnedByYou:
        pass  # Two endpoints may lead to one storage.
