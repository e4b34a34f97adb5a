"""What a client saw of each operation, written so that two runs against the same storage can be compared: ids and times are left out."""
import datetime
import hashlib
import re

import botocore.exceptions
import botocore.response

# What differs between any two requests, and what storage and HTTP servers say of themselves.
VOLATILE_HEADERS = {
    "date", "x-amz-request-id", "x-amz-id-2", "last-modified", "server", "connection", "keep-alive", "transfer-encoding",
    "x-ratelimit-limit", "x-ratelimit-remaining", "x-amz-version-id", "x-amz-copy-source-version-id", "x-amz-abort-date", "x-gateway-request-id",
}
VOLATILE_FIELDS = {"RequestId", "HostId", "Resource", "RetryAttempts", "HTTPHeaders", "UploadId", "VersionId", "CopySourceVersionId", "VersionIdMarker", "ContinuationToken", "NextContinuationToken"}
# A host-style bucket is in the path at a storage of the operator's own, and so in the Resource of its errors and in their length.
OF_ERRORS = {"content-length"}
# The words of these are the server's own; the code is what clients act upon.
OWN_WORDS = {"SignatureDoesNotMatch", "AccessDenied", "InvalidAccessKeyId"}
VOLATILE_TEXT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


class Outcomes:
    """Runs operations and keeps what came of each; `bucket` is written BUCKET, since the two runs use buckets of their own."""

    def __init__(self, bucket, results=None, prefix=""):
        self.bucket, self.results, self.prefix = bucket, {} if results is None else results, prefix

    def under(self, prefix):
        return Outcomes(self.bucket, self.results, f"{self.prefix}{prefix} / ")

    def run(self, name, operation, *arguments, **parameters):
        """Gives the operation's answer, or None where it failed; keeps either."""
        key = self.prefix + name
        if key in self.results:
            raise ValueError(f"two operations are named {key}")
        answer = None
        try:
            answer = operation(*arguments, **parameters)
            seen = self.describe(answer)
        except botocore.exceptions.ClientError as error:
            seen = self.describe(error.response)
            if error.response.get("Error", {}).get("Code") in OWN_WORDS:
                seen["Error"] = {"Code": error.response["Error"]["Code"]}
        except Exception as error:  # A client's own exceptions are results as well.
            seen = f"{type(error).__name__}: {self.text(str(error))}"
        self.results[key] = seen
        return answer

    def describe(self, value):
        if isinstance(value, dict):
            described = {k: self.describe(v) for k, v in value.items() if k not in VOLATILE_FIELDS}
            if "HTTPHeaders" in value:
                ignored = VOLATILE_HEADERS | (OF_ERRORS if value["HTTPStatusCode"] >= 400 else set())
                described["Headers"] = {k: self.text(v) for k, v in sorted(value["HTTPHeaders"].items()) if k not in ignored}
            return described
        if isinstance(value, (list, tuple)):
            return [self.describe(item) for item in value]
        if isinstance(value, botocore.response.StreamingBody):
            return digest(value.read())
        if isinstance(value, (bytes, bytearray)):
            return digest(value)
        if isinstance(value, datetime.datetime):
            return "a time"
        if hasattr(value, "__iter__") and not isinstance(value, str):
            return [self.describe(item) for item in value]
        return self.text(value) if isinstance(value, str) else value

    def text(self, text):
        return VOLATILE_TEXT.sub("an id", text.replace(self.bucket, "BUCKET"))


def digest(data):
    return f"{len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}"
