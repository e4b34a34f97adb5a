using System.IO.Compression;
using System.Text;
using Gateway.Assuming;

namespace Gateway.Forwarding.Upstream;

/// <summary>
/// Finds answers that repeat the role's session: of a signature or token that it refuses, AWS shows the canonical request, or the token itself
/// (<c>Token-0</c> of S3), which no client of the gateway may see.
/// </summary>
internal static class RevealingAnswer
{
    private const int Most = 64 * 1024;

    /// <summary>Whether the answer holds the access key id or the session token. Reads the bodies of short 400s and 403s; these are read again from memory.</summary>
    public static async ValueTask<bool> IsAsync(HttpResponseMessage answer, AwsCredentials credentials, CancellationToken cancellation)
    {
        if ((int)answer.StatusCode is not (400 or 401 or 403) || answer.Content.Headers.ContentLength > Most)
        {
            return false;
        }

        await answer.Content.LoadIntoBufferAsync(Most, cancellation);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellation);
        var text = Encoding.Latin1.GetString(Plain(answer, bytes));
        return text.Contains(LongestWord(credentials.SessionToken), StringComparison.Ordinal) || text.Contains(credentials.AccessKeyId, StringComparison.Ordinal);
    }

    // What stands between '+', '/' and '=', which XML and JSON may write in other ways.
    private static string LongestWord(string token) => token.Split('+', '/', '=').MaxBy(word => word.Length)!;

    private static byte[] Plain(HttpResponseMessage answer, byte[] bytes)
    {
        if (!answer.Content.Headers.ContentEncoding.Contains("gzip", StringComparer.OrdinalIgnoreCase))
        {
            return bytes;
        }

        try
        {
            using var plain = new MemoryStream();
            using var unzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            var buffer = new byte[4096];
            int read;
            while (plain.Length < Most && (read = unzip.Read(buffer)) > 0)
            {
                plain.Write(buffer, 0, read);
            }

            return plain.ToArray();
        }
        catch (InvalidDataException)
        {
            return bytes;
        }
    }
}
