using System.Diagnostics.CodeAnalysis;

namespace Gateway.Signing;

/// <summary>The date of a signature in the header: X-Amz-Date, or, as botocore does where a caller sets it, a signed Date.</summary>
internal static class SignatureDate
{
    public static bool TryFind(
        HeaderTable headers,
        ReadOnlySpan<char> signedHeaders,
        out DateTimeOffset timestamp,
        [NotNullWhen(true)] out string? text,
        [NotNullWhen(false)] out string? problem)
    {
        if (headers.Find("x-amz-date", out text) > 0 && text is not null)
        {
            problem = SigV4Timestamp.TryParse(text, out timestamp)
                ? null
                : "X-Amz-Date must be in ISO 8601's basic form, yyyyMMddTHHmmssZ, as in 20150830T123600Z.";
            return problem is null;
        }

        timestamp = default;
        problem = headers.Find("date", out var date) switch
        {
            0 => "AWS authentication requires a valid Date or x-amz-date header: send X-Amz-Date as yyyyMMddTHHmmssZ and sign it.",
            > 1 => "The Date header must not be repeated.",
            _ when !SignedHeaderNames.Contains(signedHeaders, "date") =>
                "The request has no X-Amz-Date, and its Date header is not signed: send X-Amz-Date, or sign Date.",
            _ when !SigV4Timestamp.TryParseDateHeader(date, out timestamp) =>
                "The request has no X-Amz-Date, and its Date header is no date: send X-Amz-Date as yyyyMMddTHHmmssZ.",
            _ => null,
        };
        text = SigV4Timestamp.Format(timestamp);
        return problem is null;
    }
}
