"""Uploads in parts: by hand, by copying ranges, by the transfer manager of 200 MiB, and from a pipe whose length no one knows."""
import hashlib
import subprocess
import sys

from connection import HAS_NATIVE
from boto3.s3.transfer import TransferConfig

PART = 5 * 1024 * 1024
LARGE = "200 MiB"


def write_large():
    """Each MiB is another, so that parts in the wrong order show."""
    sent = hashlib.sha256()
    with open(LARGE, "wb") as file:
        for number in range(200):
            block = hashlib.sha256(b"block %d" % number).digest() * 32768
            file.write(block)
            sent.update(block)
    return sent.hexdigest()


class Digest:
    def __init__(self):
        self.hash, self.length = hashlib.sha256(), 0

    def write(self, data):
        self.hash.update(data)
        self.length += len(data)


def by_hand(s3, out, bucket, algorithm):
    checksum = {"ChecksumAlgorithm": algorithm} if algorithm else {}
    key = f"parts/{algorithm} é+"
    upload = out.run("create", s3.create_multipart_upload, Bucket=bucket, Key=key, ContentType="text/x-parts", Metadata={"a": "b"}, **checksum)
    this = {"Bucket": bucket, "Key": key, "UploadId": upload["UploadId"]}
    first = out.run("part 1", s3.upload_part, PartNumber=1, Body=b"12345" * (PART // 5), **this, **checksum)
    second = out.run("part 2", s3.upload_part, PartNumber=2, Body=b"the rest", **this, **checksum)
    out.run("list parts", s3.list_parts, **this)
    out.run("list uploads", s3.list_multipart_uploads, Bucket=bucket, Prefix=key)
    parts = [
        {"PartNumber": n + 1, "ETag": part["ETag"], **{k: v for k, v in part.items() if algorithm and k == f"Checksum{algorithm}"}}
        for n, part in enumerate([first, second])
    ]
    wrong = [{"PartNumber": 1, "ETag": '"0123456789abcdef0123456789abcdef"'}]
    out.run("complete wrongly", s3.complete_multipart_upload, MultipartUpload={"Parts": wrong}, **this)
    out.run("complete", s3.complete_multipart_upload, MultipartUpload={"Parts": parts}, **this)
    out.run("complete again", s3.complete_multipart_upload, MultipartUpload={"Parts": parts}, **this)
    out.run("head", s3.head_object, Bucket=bucket, Key=key, ChecksumMode="ENABLED")
    out.run("get part 2", s3.get_object, Bucket=bucket, Key=key, PartNumber=2)
    out.run("attributes", s3.get_object_attributes, Bucket=bucket, Key=key, ObjectAttributes=["ETag", "Checksum", "ObjectParts", "ObjectSize"])


def by_copy(s3, out, bucket):
    source = {"Bucket": bucket, "Key": "parts/None é+"}
    upload = out.run("create", s3.create_multipart_upload, Bucket=bucket, Key="parts/copied")
    this = {"Bucket": bucket, "Key": "parts/copied", "UploadId": upload["UploadId"]}
    parts = []
    for number, ranges in enumerate(["bytes=0-5242879", "bytes=100-300"], 1):
        part = out.run(f"part {number}", s3.upload_part_copy, PartNumber=number, CopySource=source, CopySourceRange=ranges, **this)
        parts.append({"PartNumber": number, "ETag": part["CopyPartResult"]["ETag"]})
    out.run("a range that is none", s3.upload_part_copy, PartNumber=3, CopySource=source, CopySourceRange="bytes=99999999-999999999", **this)
    out.run("complete", s3.complete_multipart_upload, MultipartUpload={"Parts": parts}, **this)
    out.run("get", s3.get_object, Bucket=bucket, Key="parts/copied")
    upload = out.run("create another", s3.create_multipart_upload, Bucket=bucket, Key="parts/aborted")
    out.run("abort", s3.abort_multipart_upload, Bucket=bucket, Key="parts/aborted", UploadId=upload["UploadId"])
    out.run("abort again", s3.abort_multipart_upload, Bucket=bucket, Key="parts/aborted", UploadId=upload["UploadId"])


def by_manager(s3, out, bucket):
    sent = write_large()

    def compare(key):
        sink = Digest()
        s3.download_fileobj(bucket, key, sink)
        if sink.hash.hexdigest() != sent:
            sys.exit(f"{key} did not come back")
        return {"length": sink.length, "sha256": sent}

    def pipe():
        with subprocess.Popen(["cat", LARGE], stdout=subprocess.PIPE) as source:
            s3.upload_fileobj(source.stdout, bucket, "parts/pipe", Config=TransferConfig(multipart_chunksize=16 * 1024 * 1024))

    out.run("upload 200 MiB", s3.upload_file, LARGE, bucket, "parts/200")
    out.run("head 200 MiB", s3.head_object, Bucket=bucket, Key="parts/200")
    out.run("download 200 MiB", compare, "parts/200")
    out.run("upload from a pipe", pipe)
    out.run("head from a pipe", s3.head_object, Bucket=bucket, Key="parts/pipe")
    out.run("download from a pipe", compare, "parts/pipe")
    out.run("copy in parts", s3.copy, {"Bucket": bucket, "Key": "parts/pipe"}, bucket, "parts/200 copied")
    out.run("head copy in parts", s3.head_object, Bucket=bucket, Key="parts/200 copied")


def multipart(s3, out, bucket):
    for algorithm in [None, "CRC32", "SHA1", "SHA256", *(["CRC32C"] if HAS_NATIVE else [])]:
        by_hand(s3, out.under(str(algorithm)), bucket, algorithm)
    by_copy(s3, out.under("copy"), bucket)
    by_manager(s3, out.under("manager"), bucket)
