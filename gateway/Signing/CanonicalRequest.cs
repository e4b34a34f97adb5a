namespace Gateway.Signing;

/// <summary>The canonical request, written byte for byte into one buffer and hashed at once.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html</remarks>
internal static class CanonicalRequest
{
    /// <summary>Enough for a usual request with a session token; the buffer grows for others.</summary>
    public const int UsualLength = 4096;

    /// <summary>False, with the name, where a signed header is not in the request.</summary>
    public static bool TryAppend(
        ref CanonicalWriter writer,
        in SigV4Request request,
        HeaderTable headers,
        scoped ReadOnlySpan<char> signedHeaders,
        scoped ReadOnlySpan<char> payloadHash,
        PathEncoding encoding,
        PathForm form,
        bool presigned,
        out string? missing)
    {
        writer.Append(request.Method);
        writer.Append((byte)'\n');
        CanonicalPath.Append(ref writer, request.RawPath, encoding, form);
        writer.Append((byte)'\n');
        CanonicalQuery.Append(ref writer, request.RawQuery, presigned);
        writer.Append((byte)'\n');
        if (!CanonicalHeaders.TryAppend(ref writer, headers, signedHeaders, out missing))
        {
            return false;
        }

        writer.Append((byte)'\n');
        writer.Append(signedHeaders);
        writer.Append((byte)'\n');
        writer.Append(payloadHash);
        return true;
    }
}
