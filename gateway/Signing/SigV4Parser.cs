using Microsoft.Extensions.Primitives;

namespace Gateway.Signing;

/// <summary>Reads the signature that a request carries, in the Authorization header or in the query.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html and sigv4-query-string-auth.html
/// </remarks>
internal static class SigV4Parser
{
    /// <summary>Whether the request carries an AWS signature of any version, right or wrong: then every refusal speaks AWS's language.</summary>
    /// <param name="authorization">Every value of the Authorization header.</param>
    /// <param name="rawQuery">The query as on the wire, without '?'; empty where there is none.</param>
    public static bool IsPresent(in StringValues authorization, ReadOnlySpan<char> rawQuery)
    {
        foreach (var value in authorization)
        {
            if (AuthorizationHeader.IsAws(value))
            {
                return true;
            }
        }

        return PresignedQuery.IsPresent(rawQuery);
    }

    /// <summary>The one signature of the request, its form checked; or what is wrong, <see cref="SigV4Fault.NotSigned"/> where there is none.</summary>
    public static SigV4ParseResult Parse(in SigV4Request request)
    {
        using var headers = new HeaderTable(request.Headers);
        var authorizations = headers.Find("Authorization", out var authorization);
        var presigned = PresignedQuery.IsPresent(request.RawQuery);
        if (authorizations > 1 || (authorizations == 1 && presigned))
        {
            return new SigV4Error(
                SigV4Fault.SeveralSignatures,
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or one Authorization header should be specified.");
        }

        if (FindRepeated(headers) is { } repeated)
        {
            return new SigV4Error(
                presigned ? SigV4Fault.MalformedQuery : SigV4Fault.MalformedAuthorization, $"The header {repeated} must not be repeated.");
        }

        if (presigned)
        {
            return PresignedQuery.Parse(request.RawQuery, headers);
        }

        return authorization is not null && AuthorizationHeader.IsAws(authorization)
            ? AuthorizationHeader.Parse(authorization, headers)
            : new SigV4Error(
                SigV4Fault.NotSigned, "Missing Authentication Token: the request is not signed. Sign it with SigV4, or send a Bearer token.");
    }

    private static string? FindRepeated(HeaderTable headers)
    {
        foreach (var name in (ReadOnlySpan<string>)["x-amz-date", "x-amz-security-token", PayloadHash.HeaderName, "host"])
        {
            if (headers.Find(name, out _) > 1)
            {
                return name;
            }
        }

        return null;
    }
}
