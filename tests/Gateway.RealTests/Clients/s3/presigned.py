"""Presigned URLs, opened by a plain HTTP client that has no credentials."""
import http.client
import re
import urllib.parse
import urllib.request

import connection  # noqa: F401  names below localhost
from outcomes import VOLATILE_HEADERS, digest

BODY = b"sent by a browser\n" * 20


def fetch(method, url, body=None, headers=None):
    parts = urllib.parse.urlsplit(url)
    link = http.client.HTTPConnection(parts.netloc, timeout=30)
    link.request(method, f"{parts.path}?{parts.query}", body=body, headers=headers or {})
    answer = link.getresponse()
    content = answer.read()
    code = re.search(rb"<Code>(.*?)</Code>", content)
    seen = {"status": answer.status}
    if answer.status < 400:
        seen["headers"] = {k.lower(): v for k, v in sorted(answer.getheaders()) if k.lower() not in VOLATILE_HEADERS}
        seen["body"] = digest(content)
    elif code:
        seen["code"] = code.group(1).decode()
    link.close()
    return seen


def refused(method, url, body=None, headers=None):
    """What S3 answers with 403, MinIO answers with 400 where headers and SignedHeaders disagree."""
    return {"refused": fetch(method, url, body, headers)["status"] in (400, 403)}


def listed(url):
    with urllib.request.urlopen(url, timeout=30) as answer:
        return {"status": answer.status, "keys": re.findall(r"<Key>(.*?)</Key>", answer.read().decode())}


def presigned(s3, out, bucket):
    def sign(operation, key="presigned é+", expires=300, **parameters):
        return s3.generate_presigned_url(operation, Params={"Bucket": bucket, "Key": key, **parameters}, ExpiresIn=expires)

    out.run("put", fetch, "PUT", sign("put_object"), BODY)
    out.run("get", fetch, "GET", sign("get_object"))
    out.run("get a range", fetch, "GET", sign("get_object"), None, {"Range": "bytes=5-9"})
    out.run("head", fetch, "HEAD", sign("head_object"))
    out.run("overrides", fetch, "GET", sign("get_object", ResponseContentType="text/x-+ y", ResponseContentDisposition='attachment; filename="é.txt"'))
    out.run("put typed", fetch, "PUT", sign("put_object", ContentType="text/x-typed"), BODY, {"Content-Type": "text/x-typed"})
    out.run("put of another type", fetch, "PUT", sign("put_object", ContentType="text/x-typed"), BODY, {"Content-Type": "text/x-other"})
    signed = sign("put_object", Metadata={"a": "b c"})
    out.run("put metadata", fetch, "PUT", signed, BODY, {"x-amz-meta-a": "b c"})
    out.run("put without its metadata", refused, "PUT", signed, BODY)
    out.run("put other metadata", refused, "PUT", sign("put_object"), BODY, {"x-amz-meta-a": "not signed"})
    out.run("of another method", fetch, "DELETE", sign("get_object"))
    out.run("of another key", fetch, "GET", sign("get_object").replace("presigned", "presignet"))
    out.run("tampered signature", fetch, "GET", re.sub("Signature=....", "Signature=0000", sign("get_object")))
    out.run("longer than signed", fetch, "GET", sign("get_object").replace("Expires=300", "Expires=301"))
    out.run("longer than seven days", fetch, "GET", sign("get_object", expires=604801))
    out.run("a list", listed, s3.generate_presigned_url("list_objects_v2", Params={"Bucket": bucket, "Prefix": "presigned é+", "Delimiter": "/"}))
    out.run("delete", fetch, "DELETE", sign("delete_object"))
    out.run("get what is gone", fetch, "GET", sign("get_object"))
