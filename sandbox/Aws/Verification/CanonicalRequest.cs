using System.Text;

namespace Gateway.Sandbox.Aws.Verification;

/// <summary>
/// The canonical request of Signature Version 4, written to be compared with AWS's page line by line rather than to be fast.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// </summary>
internal static class CanonicalRequest
{
    /// <summary>All canonical requests that a right signature may stand for; for what SDKs send it is always one.</summary>
    public static IEnumerable<string> Forms(RawRequest request, SignatureClaim claim, string payloadHash)
    {
        var once = claim.EncodesPathOnce;
        var paths = Distinct(Path(request.Path, once, EscapeForm.Decoded), Path(request.Path, once, EscapeForm.AsSent));
        var queries = Distinct(Query(request, EscapeForm.Decoded), Query(request, EscapeForm.AsSent));
        var headers = Headers(request, claim.SignedHeaders);
        var names = string.Join(';', claim.SignedHeaders);
        foreach (var path in paths)
        {
            foreach (var query in queries)
            {
                yield return $"{request.Method}\n{path}\n{query}\n{headers}\n{names}\n{payloadHash}";
            }
        }
    }

    private static string[] Distinct(string a, string b) => a == b ? [a] : [a, b];

    /// <summary>S3 takes the path as it is; every other service normalises it and encodes what was sent, escapes included.</summary>
    private static string Path(string path, bool once, EscapeForm form)
    {
        var segments = once ? path.Split('/') : Normalise(path);
        for (var i = 0; i < segments.Length; i++)
        {
            var sent = form == EscapeForm.Decoded ? PercentEncoding.Encode(PercentEncoding.Decode(segments[i])) : segments[i];
            segments[i] = once ? PercentEncoding.EncodeKeepingEscapes(sent) : PercentEncoding.Encode(sent);
        }

        return string.Join('/', segments);
    }

    /// <summary>RFC 3986 section 5.2.4, and empty segments dropped; a slash at the end is kept.</summary>
    private static string[] Normalise(string path)
    {
        var kept = new List<string>();
        var parts = path.Split('/');
        foreach (var part in parts)
        {
            if (part == ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (part is not ("" or "." or ".."))
            {
                kept.Add(part);
            }
        }

        var slashAtEnd = parts[^1] is "" or "." or "..";
        return kept.Count == 0 ? ["", ""] : slashAtEnd ? ["", .. kept, ""] : ["", .. kept];
    }

    private static string Query(RawRequest request, EscapeForm form)
    {
        if (request.Parameters.Count == 0)
        {
            return "";
        }

        var pairs = request.Parameters
            .Where(p => p.Name != "X-Amz-Signature")
            .Select(p => (Name: Encode(p.RawName), Value: Encode(p.RawValue)))
            .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal);
        return string.Join('&', pairs.Select(p => $"{p.Name}={p.Value}"));

        string Encode(string sent) => form == EscapeForm.Decoded
            ? PercentEncoding.Encode(PercentEncoding.Decode(sent))
            : PercentEncoding.EncodeKeepingEscapes(sent);
    }

    private static string Headers(RawRequest request, IReadOnlyList<string> signed)
    {
        var lines = new StringBuilder(512);
        foreach (var name in signed)
        {
            lines.Append(name).Append(':').AppendJoin(',', request.All(name).Select(Collapse)).Append('\n');
        }

        return lines.ToString();
    }

    /// <summary>Trims, and turns each run of white space into one space, as SDKs do (botocore: any white space).</summary>
    private static string Collapse(string value) => string.Join(' ', value.Split([' ', '\t', '\v', '\f'], StringSplitOptions.RemoveEmptyEntries));
}
