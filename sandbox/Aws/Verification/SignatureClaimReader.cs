using System.Globalization;

namespace Gateway.Sandbox.Aws.Verification;

/// <summary>Reads a <see cref="SignatureClaim"/> from the Authorization header or from the query of a presigned URL.</summary>
internal static class SignatureClaimReader
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>AWS: a presigned URL lives seven days at most.</summary>
    private const int LongestPresigned = 604_800;

    public static bool IsSigned(RawRequest request) => request.Has("authorization") || IsPresigned(request);

    /// <summary>Reads the claim.</summary>
    /// <exception cref="VerificationException">There is no signature, or it is not exactly of the form that AWS documents.</exception>
    public static SignatureClaim Read(RawRequest request)
    {
        if (request.Has("authorization"))
        {
            return IsPresigned(request)
                ? throw Malformed("Only one authentication mechanism is allowed: the header or the query.")
                : FromHeader(request);
        }

        return IsPresigned(request)
            ? FromQuery(request)
            : throw new VerificationException(VerificationFault.MissingAuthentication, "The request holds no signature.");
    }

    private static bool IsPresigned(RawRequest request) =>
        request.Parameters.Any(p => p.Name is "X-Amz-Algorithm" or "X-Amz-Signature" or "X-Amz-Credential");

    private static SignatureClaim FromHeader(RawRequest request)
    {
        var header = request.Header("authorization") ?? throw Malformed("There is more than one Authorization header.");
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            throw Malformed($"The Authorization header does not begin with '{Algorithm} '.");
        }

        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header[(Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !parts.TryAdd(part[..equals], part[(equals + 1)..]))
            {
                throw Malformed("The Authorization header holds a part that is repeated or has no value.");
            }
        }

        if (parts.Count != 3
            || !parts.TryGetValue("Credential", out var credential)
            || !parts.TryGetValue("SignedHeaders", out var names)
            || !parts.TryGetValue("Signature", out var signature))
        {
            throw Malformed("The Authorization header must hold Credential, SignedHeaders and Signature, and nothing else.");
        }

        var timestamp = request.Header("x-amz-date") ?? throw Malformed("There must be one X-Amz-Date header.");
        if (request.All("x-amz-security-token").Count() > 1)
        {
            throw Malformed("There is more than one X-Amz-Security-Token header.");
        }

        return Read(credential, names, signature, timestamp, VerificationFault.MalformedAuthorization) with
        {
            SecurityToken = request.Header("x-amz-security-token"),
        };
    }

    private static SignatureClaim FromQuery(RawRequest request)
    {
        if (Required("X-Amz-Algorithm") != Algorithm)
        {
            throw Fault($"X-Amz-Algorithm must be {Algorithm}.");
        }

        if (!int.TryParse(Required("X-Amz-Expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds is < 1 or > LongestPresigned)
        {
            throw Fault("X-Amz-Expires must be a number of seconds from 1 to 604800.");
        }

        var claim = Read(
            Required("X-Amz-Credential"),
            Required("X-Amz-SignedHeaders"),
            Required("X-Amz-Signature"),
            Required("X-Amz-Date"),
            VerificationFault.MalformedPresignedQuery);
        return claim with
        {
            PresignedFor = TimeSpan.FromSeconds(seconds),
            SecurityToken = request.HasParameter("X-Amz-Security-Token") ? Required("X-Amz-Security-Token") : null,
        };

        string Required(string name) => request.Parameter(name) ?? throw Fault($"{name} must be in the query once.");

        VerificationException Fault(string message) => new(VerificationFault.MalformedPresignedQuery, message);
    }

    private static SignatureClaim Read(string credential, string names, string signature, string timestamp, VerificationFault fault)
    {
        var scope = credential.Split('/');
        if (scope.Length != 5 || scope[4] != "aws4_request" || scope.Any(s => s.Length == 0))
        {
            throw new VerificationException(fault, "The credential must be KEY/DATE/REGION/SERVICE/aws4_request.");
        }

        var signed = names.Split(';');
        if (!signed.SequenceEqual(signed.Select(n => n.ToLowerInvariant()).Where(n => n.Length > 0).Order(StringComparer.Ordinal).Distinct()))
        {
            throw new VerificationException(fault, "SignedHeaders must be in lower case, sorted, each once.");
        }

        if (signature.Length != 64 || !signature.All(char.IsAsciiHexDigitLower))
        {
            throw new VerificationException(fault, "The signature must be 64 lower-case hexadecimal digits.");
        }

        if (!DateTimeOffset.TryParseExact(
            timestamp, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            throw new VerificationException(fault, "X-Amz-Date must be of the form yyyyMMddTHHmmssZ.");
        }

        return new SignatureClaim
        {
            AccessKeyId = scope[0],
            Date = scope[1],
            Region = scope[2],
            Service = scope[3],
            SignedHeaders = signed,
            Signature = signature,
            Timestamp = timestamp,
            Time = time,
        };
    }

    private static VerificationException Malformed(string message) => new(VerificationFault.MalformedAuthorization, message);
}
