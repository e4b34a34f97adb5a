using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Gateway.Cli.Doors;

namespace Gateway.Cli.Doctor;

/// <summary>
/// Signs a form POST without a query, which is all that the doctor sends.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// </summary>
internal static class SigV4
{
    private const string Form = "application/x-www-form-urlencoded; charset=utf-8";

    public static void Sign(HttpRequestMessage request, string form, string service, string region, CredentialsDocument credentials, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'");
        var scope = $"{time[..8]}/{region}/{service}/aws4_request";
        var address = request.RequestUri!;
        (string Name, string Value)[] headers =
        [
            ("content-type", Form),
            ("host", address.IsDefaultPort ? address.Host : $"{address.Host}:{address.Port}"),
            ("x-amz-date", time),
            ("x-amz-security-token", credentials.SessionToken),
        ];
        var signed = string.Join(';', headers.Select(h => h.Name));
        var canonical =
            $"{request.Method}\n{address.AbsolutePath}\n\n{string.Concat(headers.Select(h => $"{h.Name}:{h.Value}\n"))}\n{signed}\n{Hash(form)}";
        var key = Encoding.UTF8.GetBytes($"AWS4{credentials.SecretAccessKey}");
        string[] steps = [time[..8], region, service, "aws4_request"];
        foreach (var step in steps)
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        }

        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash(canonical)}")));
        request.Content = new StringContent(form, Encoding.UTF8);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(Form);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", time);
        request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", credentials.SessionToken);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={signed}, Signature={signature}");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
