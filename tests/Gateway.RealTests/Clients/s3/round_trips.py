"""An object written and read under every combination of scheme, addressing style, checksum setting, payload signing and algorithm.

Usage: round_trips.py BUCKET HTTP_ENDPOINT HTTPS_ENDPOINT. Prints a JSON object: what was seen, operation by operation.
"""
import gzip
import itertools
import json
import sys

from connection import HAS_NATIVE, client, create
from outcomes import Outcomes

ALGORITHMS = [None, "CRC32", "SHA1", "SHA256", *(["CRC32C"] if HAS_NATIVE else [])]
BODY = bytes(range(256)) * 400 + b"the end"


def round_trip(s3, outcomes, bucket, key, algorithm):
    parameters = {"ChecksumAlgorithm": algorithm} if algorithm else {}
    outcomes.run("put", s3.put_object, Bucket=bucket, Key=key, Body=BODY, **parameters)
    outcomes.run("head", s3.head_object, Bucket=bucket, Key=key, ChecksumMode="ENABLED")
    answer = outcomes.run("get", s3.get_object, Bucket=bucket, Key=key, ChecksumMode="ENABLED")
    if answer is None or not outcomes.results[outcomes.prefix + "get"]["Body"].startswith(f"{len(BODY)} bytes"):
        sys.exit(f"{outcomes.prefix}: the object did not come back")


def main(bucket, http, https):
    outcomes = Outcomes(bucket)
    for endpoint in [http, https]:
        create(client(endpoint), bucket)
    for endpoint, style, checksums, signed in itertools.product(
            [http, https], ["path", "virtual"], ["when_required", "when_supported"], [None, True, False]):
        scheme = endpoint.split(":")[0]
        profile = f"{scheme} {style} {checksums} signing {signed}"
        s3 = client(endpoint, style=style, checksums=checksums, signed=signed)
        for algorithm in ALGORITHMS:
            round_trip(s3, outcomes.under(f"{profile} {algorithm}"), bucket, f"{profile}/{algorithm} é+%", algorithm)
        more = outcomes.under(profile)
        # aws-chunked stands behind the object's own encoding, and must not stay with it.
        more.run("put gzip", s3.put_object, Bucket=bucket, Key=f"{profile}/gzip", Body=gzip.compress(BODY, mtime=0), ContentEncoding="gzip")
        more.run("get gzip", s3.get_object, Bucket=bucket, Key=f"{profile}/gzip")
        more.run("put nothing", s3.put_object, Bucket=bucket, Key=f"{profile}/nothing", Body=b"")
        more.run("get nothing", s3.get_object, Bucket=bucket, Key=f"{profile}/nothing")
        more.run("put a wrong checksum", s3.put_object, Bucket=bucket, Key=f"{profile}/wrong", Body=BODY, ChecksumSHA256="A" * 43 + "=")
        more.run("get a wrong checksum", s3.get_object, Bucket=bucket, Key=f"{profile}/wrong")
    json.dump(outcomes.results, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
