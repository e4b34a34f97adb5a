"""Every S3 operation that the storage knows, with usual and unusual parameters, with nothing but the environment.

Usage: operations.py BUCKET. Prints a JSON object: what was seen, operation by operation.
"""
import base64
import hashlib
import json
import sys

from connection import client, create
from multipart import multipart
from outcomes import Outcomes
from presigned import presigned

ODD_KEYS = [
    "space in name", "plus+plus", "per%cent", "per%25cent", "equals=sign", "amper&sand", "é", "日本", "(paren)", "star*", "quote'", "~tilde",
    "all a+b%=&é(*'~)!@$;:,", "folder/a+b c/ü.txt", "question?mark", "hash#mark", 'double"quote', "<xml>&amp;", "back\\slash", "[brackets]", "{braces}", "pipe|",
    "caret^", "tick`", "a" * 200, "aws/s3/eu-west-1/x", "api/credentials", "trailing space ", "X-Amz-Signature=1",
]
ODD_METADATA = {
    "plain": "value", "inner": "two  spaces", "quoted": 'a "quoted", comma', "encoded": "=?UTF-8?B?w6k=?=", "percent": "a%20b%2Fc+d&e=f;g", "Upper-Case": "MiXeD", "long": "x" * 1500,
}
HELLO = b"hello, objects\n" * 10


def buckets(s3, out, bucket):
    out.run("head bucket", s3.head_bucket, Bucket=bucket)
    out.run("head no bucket", s3.head_bucket, Bucket="no-such-bucket-here")
    out.run("location", s3.get_bucket_location, Bucket=bucket)
    out.run("create it again", s3.create_bucket, Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    out.run("acl", s3.get_bucket_acl, Bucket=bucket)
    out.run("no policy", s3.get_bucket_policy, Bucket=bucket)
    statement = {"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": ["s3:GetObject"], "Resource": [f"arn:aws:s3:::{bucket}/public/*"]}
    out.run("put policy", s3.put_bucket_policy, Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    out.run("get policy", s3.get_bucket_policy, Bucket=bucket)
    out.run("delete policy", s3.delete_bucket_policy, Bucket=bucket)
    out.run("put tags", s3.put_bucket_tagging, Bucket=bucket, Tagging={"TagSet": [{"Key": "team +-=._:/@", "Value": "a b=c/d+e"}]})
    out.run("get tags", s3.get_bucket_tagging, Bucket=bucket)
    out.run("delete tags", s3.delete_bucket_tagging, Bucket=bucket)
    rule = {"ID": "old ones", "Status": "Enabled", "Filter": {"Prefix": "tmp/<&>"}, "Expiration": {"Days": 3}}
    out.run("put lifecycle", s3.put_bucket_lifecycle_configuration, Bucket=bucket, LifecycleConfiguration={"Rules": [rule]})
    out.run("get lifecycle", s3.get_bucket_lifecycle_configuration, Bucket=bucket)
    out.run("delete lifecycle", s3.delete_bucket_lifecycle, Bucket=bucket)
    out.run("cors", s3.get_bucket_cors, Bucket=bucket)
    out.run("website", s3.get_bucket_website, Bucket=bucket)
    out.run("notification", s3.get_bucket_notification_configuration, Bucket=bucket)
    out.run("encryption", s3.get_bucket_encryption, Bucket=bucket)
    out.run("lock configuration", s3.get_object_lock_configuration, Bucket=bucket)


def puts(s3, out, bucket):
    def put(name, key="puts", body=HELLO, **parameters):
        out.run(name, s3.put_object, Bucket=bucket, Key=key, Body=body, **parameters)

    put("plain")
    put("right md5", ContentMD5=base64.b64encode(hashlib.md5(HELLO).digest()).decode())
    put("wrong md5", ContentMD5=base64.b64encode(hashlib.md5(b"other").digest()).decode())
    put("malformed md5", ContentMD5="???")
    put("sha256 given", ChecksumSHA256=base64.b64encode(hashlib.sha256(HELLO).digest()).decode())
    put("wrong sha256 given", ChecksumSHA256=base64.b64encode(hashlib.sha256(b"other").digest()).decode())
    put("crc64nvme given", body=b"123456789", ChecksumCRC64NVME="rosUhgp5mIg=")
    put("wrong crc64nvme given", body=b"123456780", ChecksumCRC64NVME="rosUhgp5mIg=")
    put("if none match", IfNoneMatch="*")
    put("if match", IfMatch=f'"{hashlib.md5(b"123456789").hexdigest()}"')
    put("if match of another", IfMatch='"0123456789abcdef0123456789abcdef"')
    put("metadata", key="metadata", Metadata=ODD_METADATA)
    put("non-ascii metadata", Metadata={"name": "é"})
    put(
        "headers", key="headers", CacheControl="max-age=60, must-revalidate", ContentDisposition="attachment; filename*=UTF-8''%e2%82%ac%20a.txt",
        ContentEncoding="identity", ContentLanguage="de, en", ContentType="text/plain; charset=utf-8", Expires="Wed, 21 Oct 2099 07:28:00 GMT",
        StorageClass="STANDARD", Tagging="a=1&b=two%20words%2B&empty=",
    )
    out.run("get headers", s3.get_object, Bucket=bucket, Key="headers")
    out.run("get metadata", s3.get_object, Bucket=bucket, Key="metadata")
    put("storage class that is none", StorageClass="NO_SUCH_CLASS")
    put("into no bucket", key="x", body=b"x")
    out.run("really no bucket", s3.put_object, Bucket="no-such-bucket-here", Key="x", Body=b"x")


def gets(s3, out, bucket):
    put = s3.put_object(Bucket=bucket, Key="gets", Body=HELLO, ChecksumAlgorithm="SHA256")

    def both(name, **parameters):
        out.run(f"get {name}", s3.get_object, Bucket=bucket, **{"Key": "gets", **parameters})
        out.run(f"head {name}", s3.head_object, Bucket=bucket, **{"Key": "gets", **parameters})

    both("plain")
    both("with checksum", ChecksumMode="ENABLED")
    for ranges in ["bytes=0-4", "bytes=5-", "bytes=-5", "bytes=0-0", "bytes=0-1,3-4", "bytes=999999-", "lines=1-2"]:
        both(ranges, Range=ranges)
    both("if match", IfMatch=put["ETag"])
    both("if match of another", IfMatch='"0123456789abcdef0123456789abcdef"')
    both("if none match", IfNoneMatch=put["ETag"])
    both("if modified since", IfModifiedSince="2099-01-01T00:00:00Z")
    both("if unmodified since", IfUnmodifiedSince="2001-01-01T00:00:00Z")
    both("part 1", PartNumber=1)
    both("part 2", PartNumber=2)
    both("overrides", ResponseContentType="text/x-+é", ResponseContentDisposition='attachment; filename="a b+c.txt"', ResponseCacheControl="no-cache")
    both("missing", Key="gets/missing")
    both("no version", VersionId="11111111-2222-3333-4444-555555555555")
    out.run("attributes", s3.get_object_attributes, Bucket=bucket, Key="gets", ObjectAttributes=["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"])
    out.run("acl", s3.get_object_acl, Bucket=bucket, Key="gets")
    out.run("put tags", s3.put_object_tagging, Bucket=bucket, Key="gets", Tagging={"TagSet": [{"Key": "k +-=._:/@", "Value": "v =/"}]})
    out.run("get tags", s3.get_object_tagging, Bucket=bucket, Key="gets")
    out.run("delete tags", s3.delete_object_tagging, Bucket=bucket, Key="gets")
    out.run("torrent", s3.get_object_torrent, Bucket=bucket, Key="gets")


def keys(s3, out, bucket):
    for key in ODD_KEYS:
        out.run(f"put {key}", s3.put_object, Bucket=bucket, Key=f"odd/{key}", Body=key.encode())
        out.run(f"get {key}", s3.get_object, Bucket=bucket, Key=f"odd/{key}")
        out.run(f"copy {key}", s3.copy_object, Bucket=bucket, Key=f"copies/{key}", CopySource={"Bucket": bucket, "Key": f"odd/{key}"})
    for key in ["a//b", "../up", "a/./b", "/leading", "trailing/"]:
        out.run(f"put {key}", s3.put_object, Bucket=bucket, Key=key, Body=b"x" if key[-1] != "/" else b"")
        out.run(f"head {key}", s3.head_object, Bucket=bucket, Key=key)


def lists(s3, out, bucket):
    def both(name, v1=None, **parameters):
        out.run(f"v2 {name}", s3.list_objects_v2, Bucket=bucket, **parameters)
        out.run(f"v1 {name}", s3.list_objects, Bucket=bucket, **(parameters if v1 is None else v1))

    both("all under", Prefix="odd/")
    both("delimiter", Delimiter="/")
    both("odd prefix", Prefix="odd/all a+b%=&é(*'~)!@$;:,")
    both("odd delimiter", Prefix="odd/", Delimiter="+")
    both("encoded", Prefix="odd/", EncodingType="url")
    both("nothing", Prefix="no/such")
    both("with owner", {"Prefix": "gets"}, Prefix="gets", FetchOwner=True)
    both("after", {"Prefix": "odd/", "Marker": "odd/per%cent"}, Prefix="odd/", StartAfter="odd/per%cent")
    both("pages of wrong size", MaxKeys=-1)
    pages = out.run("v2 pages", lambda: list(s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="odd/", PaginationConfig={"PageSize": 7})))
    out.run("v1 pages", lambda: list(s3.get_paginator("list_objects").paginate(Bucket=bucket, Prefix="odd/", PaginationConfig={"PageSize": 7})))
    listed = [entry["Key"] for page in pages or [] for entry in page.get("Contents", [])]
    if sorted(listed) != sorted(f"odd/{key}" for key in ODD_KEYS):
        sys.exit("not every key came back")


def copies(s3, out, bucket):
    source = {"Bucket": bucket, "Key": "metadata"}

    def copy(name, source=source, **parameters):
        out.run(name, s3.copy_object, Bucket=bucket, Key="copied", CopySource=source, **parameters)
        out.run(f"head {name}", s3.head_object, Bucket=bucket, Key="copied")

    copy("plain")
    copy("other metadata", MetadataDirective="REPLACE", Metadata={"new": "a, b"}, ContentType="text/x-new")
    copy("other tags", TaggingDirective="REPLACE", Tagging="new=tag%20value")
    copy("if match of another", CopySourceIfMatch='"0123456789abcdef0123456789abcdef"')
    copy("if none match", CopySourceIfNoneMatch='"0123456789abcdef0123456789abcdef"')
    copy("missing", source={"Bucket": bucket, "Key": "gets/missing"})
    copy("from no bucket", source={"Bucket": "no-such-bucket-here", "Key": "x"})
    copy("with checksum", ChecksumAlgorithm="SHA1")
    copy("as a string", source=f"{bucket}/metadata")
    copy("onto itself", source={"Bucket": bucket, "Key": "copied"})


def select(s3, out, bucket):
    rows = "id,name,price\n" + "".join(f"{i},name {i} é,{i * 7 % 13}\n" for i in range(20000))
    s3.put_object(Bucket=bucket, Key="rows.csv", Body=rows.encode())

    def ask(name, expression):
        answer = out.run(
            name, s3.select_object_content, Bucket=bucket, Key="rows.csv", Expression=expression, ExpressionType="SQL",
            InputSerialization={"CSV": {"FileHeaderInfo": "USE"}, "CompressionType": "NONE"}, OutputSerialization={"JSON": {}},
        )
        return answer

    # Events come in pieces whose size depends on time; what they say together does not.
    def records():
        answer = s3.select_object_content(
            Bucket=bucket, Key="rows.csv", Expression="select s.id, s.name from S3Object s where cast(s.price as int) = 5", ExpressionType="SQL",
            InputSerialization={"CSV": {"FileHeaderInfo": "USE"}, "CompressionType": "NONE"}, OutputSerialization={"JSON": {}},
        )
        events = list(answer["Payload"])
        return {"records": b"".join(e["Records"]["Payload"] for e in events if "Records" in e), "last": sorted(events[-1])}

    out.run("rows", records)
    ask("wrong expression", "select nonsense from")


def deletes(s3, out, bucket):
    out.run("one", s3.delete_object, Bucket=bucket, Key="copied")
    out.run("one that is gone", s3.delete_object, Bucket=bucket, Key="copied")
    out.run("from no bucket", s3.delete_object, Bucket="no-such-bucket-here", Key="x")
    out.run("many", s3.delete_objects, Bucket=bucket, Delete={"Objects": [{"Key": f"odd/{key}"} for key in ODD_KEYS]})
    out.run("many, quietly", s3.delete_objects, Bucket=bucket, Delete={"Quiet": True, "Objects": [{"Key": f"copies/{key}"} for key in ODD_KEYS]})
    out.run("many with a checksum", s3.delete_objects, Bucket=bucket, Delete={"Objects": [{"Key": "nothing <&>"}]}, ChecksumAlgorithm="SHA256")
    out.run("what is left", s3.list_objects_v2, Bucket=bucket, Prefix="odd/")


def versions(s3, out, bucket):
    out.run("enable", s3.put_bucket_versioning, Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    out.run("enabled", s3.get_bucket_versioning, Bucket=bucket)
    first = out.run("put", s3.put_object, Bucket=bucket, Key="versioned", Body=b"first")
    out.run("put again", s3.put_object, Bucket=bucket, Key="versioned", Body=b"second")
    out.run("delete", s3.delete_object, Bucket=bucket, Key="versioned")
    out.run("get", s3.get_object, Bucket=bucket, Key="versioned")
    if first and "VersionId" in first:
        out.run("get first", s3.get_object, Bucket=bucket, Key="versioned", VersionId=first["VersionId"])
        source = {"Bucket": bucket, "Key": "versioned", "VersionId": first["VersionId"]}
        out.run("copy first", s3.copy_object, Bucket=bucket, Key="restored", CopySource=source)
    out.run("list", s3.list_object_versions, Bucket=bucket, Prefix="versioned")


def main(bucket):
    out = Outcomes(bucket)
    s3 = client()
    create(s3, bucket)
    for room in [buckets, puts, gets, keys, lists, copies, select, multipart, presigned, deletes, versions]:
        room(s3, out.under(room.__name__), bucket)
    json.dump(out.results, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
