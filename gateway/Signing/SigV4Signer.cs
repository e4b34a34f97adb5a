using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Signing;

/// <summary>Signs requests. It keeps nothing of a request: any number of threads may sign at once.</summary>
internal sealed class SigV4Signer
{
    // Immutable and replaced whole.
    private volatile SigningMoment? _moment;

    /// <summary>
    /// Signs the request as it stands: host, content-type, content-md5, every x-amz-* and what <see cref="SigningParameters.AlsoSign"/> lists. What
    /// stands in it under Authorization, X-Amz-Date, X-Amz-Security-Token and X-Amz-Content-Sha256 is taken as replaced by the result.
    /// </summary>
    /// <exception cref="ArgumentException">The request has no host, or more than one.</exception>
    public SignedRequestHeaders Sign(in SigV4Request request, in SigningParameters parameters)
    {
        var moment = MomentOf(parameters.Now);
        var timestamp = moment.Timestamp;
        var scope = new CredentialScope(moment.Date, parameters.Region, parameters.Service);
        var headers = new HeaderTable(request.Headers, room: 3);
        var names = new CanonicalWriter(256);
        try
        {
            var payloadHash = Prepare(ref headers, parameters, timestamp);
            SignableHeaders.AppendNames(ref names, headers);
            var key = parameters.Credentials.SecretAccessKey.KeyFor(scope);
            var authorization = Authorize(request, headers, names.Written, parameters, key, timestamp, scope);
            return new SignedRequestHeaders
            {
                Authorization = authorization,
                XAmzDate = timestamp,
                XAmzSecurityToken = parameters.Credentials.SessionToken,
                XAmzContentSha256 = payloadHash,
                Key = key,
                Scope = scope,
            };
        }
        finally
        {
            names.Dispose();
            headers.Dispose();
        }
    }

    /// <summary>The time in the form that is signed, made once a second and not once a request.</summary>
    private SigningMoment MomentOf(DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        if (_moment is not { } moment || moment.Second != second)
        {
            var timestamp = SigV4Timestamp.Format(now);
            _moment = moment = new SigningMoment(second, timestamp, timestamp[..8]);
        }

        return moment;
    }

    private static string? Prepare(ref HeaderTable headers, in SigningParameters parameters, string timestamp)
    {
        if (headers.Find("host", out _) != 1)
        {
            throw new ArgumentException("A request needs one host before it can be signed.", nameof(headers));
        }

        var payloadHash = parameters.SendPayloadHash || headers.Find(PayloadHash.HeaderName, out _) > 0 ? parameters.PayloadHash : null;
        SignableHeaders.Select(ref headers, parameters.AlsoSign);
        SignableHeaders.Add(ref headers, "x-amz-date", timestamp);
        if (parameters.Credentials.SessionToken is { } token)
        {
            SignableHeaders.Add(ref headers, "x-amz-security-token", token);
        }

        if (payloadHash is not null)
        {
            SignableHeaders.Add(ref headers, PayloadHash.HeaderName, payloadHash);
        }

        return payloadHash;
    }

    private static string Authorize(
        in SigV4Request request,
        HeaderTable headers,
        ReadOnlySpan<byte> names,
        in SigningParameters parameters,
        SigningKey key,
        string timestamp,
        in CredentialScope scope)
    {
        Span<char> signedHeaders = names.Length <= 512 ? stackalloc char[names.Length] : new char[names.Length];
        Encoding.Latin1.GetChars(names, signedHeaders);

        var text = new CanonicalWriter(CanonicalRequest.UsualLength);
        Span<byte> signature = stackalloc byte[SHA256.HashSizeInBytes];
        try
        {
            if (!CanonicalRequest.TryAppend(
                ref text, request, headers, signedHeaders, parameters.PayloadHash, parameters.PathEncoding, parameters.PathForm, presigned: false, out var missing))
            {
                throw new InvalidOperationException($"the header '{missing}' was chosen and is not there");
            }

            var end = text.Length;
            StringToSign.Append(ref text, timestamp, scope, text.Written);
            key.Sign(text.Written[end..], signature);
        }
        finally
        {
            text.Dispose();
        }

        Span<char> hex = stackalloc char[64];
        _ = Convert.TryToHexStringLower(signature, hex, out _);
        return string.Create(
            CultureInfo.InvariantCulture,
            stackalloc char[512],
            $"{StringToSign.Algorithm} Credential={parameters.Credentials.AccessKeyId}/{scope.Date}/{scope.Region}/{scope.Service}/{CredentialScope.Terminator}, SignedHeaders={signedHeaders}, Signature={hex}");
    }

    private sealed record SigningMoment(long Second, string Timestamp, string Date);
}
