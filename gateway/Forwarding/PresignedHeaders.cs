using System.Buffers;
using Gateway.Forwarding.Errors;
using Gateway.Signing;

namespace Gateway.Forwarding;

/// <summary>
/// Headers that an SDK wrote into a presigned URL as parameters (<c>x-amz-meta-…</c>, <c>x-amz-acl</c>, <c>x-amz-copy-source</c>): of such a request S3 takes them for
/// headers. The request that goes out is signed in its header, so they become headers again.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html</remarks>
internal static class PresignedHeaders
{
    private const string Prefix = "x-amz-";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Takes them out of the service's query; what is wrong with one, if anything.</summary>
    public static ForwardError? Take(ForwardCall call)
    {
        if (!call.ServiceQuery.Contains(Prefix, StringComparison.OrdinalIgnoreCase) && !call.ServiceQuery.Contains('%', StringComparison.Ordinal))
        {
            return null;
        }

        var kept = new List<string>();
        var hoisted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in call.ServiceQuery.Split('&'))
        {
            var mark = parameter.IndexOf('=', StringComparison.Ordinal);
            var name = Uri.UnescapeDataString(mark < 0 ? parameter : parameter[..mark]).ToLowerInvariant();
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                kept.Add(parameter);
                continue;
            }

            // A byte a character, as headers are sent, whether or not the bytes are UTF-8.
            var value = UriEncoding.Decode(mark < 0 ? "" : parameter.AsSpan(mark + 1));
            if (name.AsSpan().ContainsAnyExcept(NameCharacters) || value.Any(IsNoText))
            {
                return new ForwardError(ForwardFault.InvalidRequest, "A parameter x-amz-… of the presigned URL is no header: its name or its value has a character that none may have.");
            }

            if (call.Header(name) is not null || !hoisted.TryAdd(name, value))
            {
                return new ForwardError(ForwardFault.InvalidRequest, $"{name} is given twice, in the presigned URL or in a header too.");
            }
        }

        (call.ServiceQuery, call.Hoisted) = (string.Join('&', kept), hoisted);
        return null;
    }

    // RFC 9110 section 5.5; the bytes of UTF-8 beyond ASCII are text.
    private static bool IsNoText(char octet) => octet is (< ' ' and not '\t') or '\x7f';
}
