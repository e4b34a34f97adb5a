using System.Text;

namespace Gateway.Signing;

/// <summary>The lines between the final chunk and the end of the body.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html</remarks>
internal static class TrailerSection
{
    private static ReadOnlySpan<byte> SignatureName => "x-amz-trailer-signature"u8;

    /// <summary>Null where every announced trailer is there once and right, and its signature, now ours, was right.</summary>
    /// <param name="section">From behind the final chunk's header to the empty line, that included. Its signature is overwritten.</param>
    /// <param name="announced">The names in x-amz-trailer, lower case.</param>
    /// <param name="checksums">Computed over the data, for those names that have one.</param>
    /// <param name="resigner">Null where the trailer is not signed.</param>
    public static PayloadRejectedException? Check(
        Span<byte> section, IReadOnlyList<string> announced, IReadOnlyList<TrailerChecksum> checksums, ChunkResigner? resigner)
    {
        var canonical = new CanonicalWriter(256);
        try
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var signature = Span<byte>.Empty;
            for (var rest = section[..^2]; !rest.IsEmpty;)
            {
                var end = rest.IndexOf("\r\n"u8);
                // S3's first clients in Go end a trailer's line with a line feed more, as it stands in the text that is signed.
                var line = rest[..end] is [.. var shorter, (byte)'\n'] ? shorter : rest[..end];
                rest = rest[(end + 2)..];
                var colon = line.IndexOf((byte)':');
                if (colon <= 0 || line.ContainsAny((byte)'\r', (byte)'\n') || !signature.IsEmpty)
                {
                    return Malformed("its lines must be name:value, the signature last");
                }

                if (resigner is not null && line[..colon].SequenceEqual(SignatureName))
                {
                    signature = line[(colon + 1)..];
                    continue;
                }

                if (Take(ref canonical, line[..colon], line[(colon + 1)..], announced, seen, checksums) is { } problem)
                {
                    return problem;
                }
            }

            if (seen.Count != announced.Count)
            {
                return Malformed($"'{announced.First(name => !seen.Contains(name))}' is announced by x-amz-trailer and missing");
            }

            return resigner is null || announced.Count == 0 ? Unsigned(signature) : Resign(resigner, canonical.Written, signature);
        }
        finally
        {
            canonical.Dispose();
        }
    }

    private static PayloadRejectedException? Take(
        ref CanonicalWriter canonical,
        ReadOnlySpan<byte> nameBytes,
        ReadOnlySpan<byte> valueBytes,
        IReadOnlyList<string> announced,
        HashSet<string> seen,
        IReadOnlyList<TrailerChecksum> checksums)
    {
        var name = Encoding.Latin1.GetString(nameBytes).ToLowerInvariant();
        var value = Encoding.Latin1.GetString(valueBytes).Trim(' ');
        if (!announced.Contains(name, StringComparer.Ordinal) || !seen.Add(name))
        {
            return Malformed("it holds a name that x-amz-trailer does not announce, or one twice");
        }

        canonical.Append(name);
        canonical.Append((byte)':');
        canonical.Append(value);
        canonical.Append((byte)'\n');
        return checksums.FirstOrDefault(checksum => checksum.Name == name) is { } checksum && checksum.ToBase64() != value
            ? new PayloadRejectedException(PayloadRejectedException.BadDigest, $"The {name} you specified did not match the calculated checksum.")
            : null;
    }

    private static PayloadRejectedException? Unsigned(ReadOnlySpan<byte> signature) =>
        signature.IsEmpty ? null : Malformed("a signature stands behind a body that has no trailer");

    private static PayloadRejectedException? Resign(ChunkResigner resigner, ReadOnlySpan<byte> canonical, Span<byte> signature)
    {
        if (!HexDigits.IsSha256(signature))
        {
            return Malformed("x-amz-trailer-signature must be 64 lower-case hex digits");
        }

        return resigner.TryResignTrailer(canonical, signature)
            ? null
            : new PayloadRejectedException(PayloadRejectedException.SignatureMismatch, "The signature of the trailer does not match what we calculated.");
    }

    private static PayloadRejectedException Malformed(string problem) =>
        new(PayloadRejectedException.MalformedTrailer, $"The request contained trailing data that was not well-formed: {problem}.");
}
