using System.Text;
using Gateway.Assuming;

namespace Gateway.Forwarding.Upstream;

/// <summary>What an error that AWS answered says of the role's session.</summary>
/// <param name="WasRead">Whether the whole answer could be read. One that could not is not passed on: nobody knows what it shows.</param>
/// <param name="ShowsSession">
/// Whether it repeats the session, which no client of the gateway may see: of a signature or token that it refuses, AWS shows the canonical request, or the token
/// itself (<c>Token-0</c> of S3).
/// </param>
/// <param name="RefusesTime">Whether AWS finds the time of the gateway's signature wrong: a client that took that for its own would set its clock by it.</param>
/// <param name="RefusesSession">Whether AWS takes the session no more, as after its role was made anew or its sessions were revoked in IAM.</param>
internal readonly record struct ErrorAnswer(bool WasRead, bool ShowsSession, bool RefusesTime, bool RefusesSession)
{
    /// <summary>Bytes of an answer that are read, packed and unpacked: many times what AWS can repeat of a request.</summary>
    private const int Most = 1024 * 1024;

    /// <summary>An answer that says nothing of the session.</summary>
    public static readonly ErrorAnswer Harmless = new(WasRead: true, ShowsSession: false, RefusesTime: false, RefusesSession: false);

    private static readonly ErrorAnswer Unread = new(WasRead: false, ShowsSession: false, RefusesTime: false, RefusesSession: false);

    /// <summary>Said of temporary credentials alone; <c>ExpiredToken</c> and <c>InvalidToken</c> are also errors of some services' own.</summary>
    private static readonly string[] Refusals = ["UnrecognizedClientException", "InvalidClientTokenId"];

    private static readonly string[] RefusalsOfS3 = ["<Code>InvalidToken</Code>", "<Code>ExpiredToken</Code>", "<Code>InvalidAccessKeyId</Code>"];

    /// <summary>What services of JSON and of the query protocol say with it, in two codes.</summary>
    private static readonly string[] RefusalsOfTime = ["Signature expired: ", "Signature not yet current: "];

    public bool IsWithheld => !WasRead || ShowsSession || RefusesTime;

    /// <summary>Reads the bodies of 400s, 401s and 403s; these are read again from memory. An answer to HEAD has none, whatever length it declares.</summary>
    public static async ValueTask<ErrorAnswer> ReadAsync(HttpResponseMessage answer, AwsCredentials credentials, CancellationToken cancellation)
    {
        if ((int)answer.StatusCode is not (400 or 401 or 403))
        {
            return Harmless;
        }

        if (await TextAsync(answer, cancellation) is not { } text)
        {
            return Unread;
        }

        var type = answer.Headers.NonValidated.TryGetValues("x-amzn-ErrorType", out var values) ? values.ToString() : "";
        return new ErrorAnswer(
            WasRead: true,
            ShowsSession: Holds(text, LongestWord(credentials.SessionToken)) || Holds(text, credentials.AccessKeyId),
            RefusesTime: Holds(text, "<Code>RequestTimeTooSkewed</Code>") || Holds(text, "<Code>RequestExpired</Code>")
                || ((Holds(text, "InvalidSignatureException") || Holds(type, "InvalidSignatureException") || Holds(text, "<Code>SignatureDoesNotMatch</Code>"))
                    && Array.Exists(RefusalsOfTime, words => Holds(text, words))),
            RefusesSession: Array.Exists(Refusals, code => Holds(text, code) || Holds(type, code)) || Array.Exists(RefusalsOfS3, code => Holds(text, code)));
    }

    /// <summary>The body, unpacked; null where it cannot be read whole.</summary>
    private static async ValueTask<string?> TextAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.RequestMessage?.Method == HttpMethod.Head)
        {
            return "";
        }

        if (answer.Content.Headers.ContentLength > Most)
        {
            return null;
        }

        try
        {
            await answer.Content.LoadIntoBufferAsync(Most, cancellation);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return null;
        }

        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellation);
        return ContentCodings.TryDecode(answer.Content.Headers.ContentEncoding, bytes, Most, out var plain) ? Encoding.Latin1.GetString(plain) : null;
    }

    // What stands between '+', '/' and '=', which XML and JSON may write in other ways.
    private static string LongestWord(string token) => token.Split('+', '/', '=').MaxBy(word => word.Length)!;

    private static bool Holds(string text, string word) => text.Contains(word, StringComparison.Ordinal);
}
