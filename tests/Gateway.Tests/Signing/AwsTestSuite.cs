using System.Text;
using Gateway.Signing;
using Microsoft.Extensions.Primitives;

namespace Gateway.Tests.Signing;

/// <summary>AWS's Signature Version 4 test suite, which lies beside this file as published.</summary>
internal sealed class AwsTestSuite
{
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    public static readonly DateTimeOffset Now = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Signing", "Vectors");

    private AwsTestSuite(string folder)
    {
        string Read(string extension) => Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(folder) + extension)));
        Request = Parse(Read(".req"));
        CanonicalRequest = Read(".creq");
        StringToSign = Read(".sts");
        Authorization = Read(".authz");
        SignedRequest = Parse(Read(".sreq"));
    }

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Root, "*.req", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    public TestRequest Request { get; }

    public string CanonicalRequest { get; }

    public string StringToSign { get; }

    public string Authorization { get; }

    public TestRequest SignedRequest { get; }

    /// <summary>The token that the canonical request covers, if any: not every unsigned request of the suite holds it.</summary>
    public string? SessionToken => CanonicalRequest.Split('\n').FirstOrDefault(line => line.StartsWith("x-amz-security-token:", StringComparison.Ordinal))?[21..];

    public string SignedHeaders => CanonicalRequest.Split('\n')[^2];

    public static AwsTestSuite Load(string name) => new(Path.Combine(Root, name));

    public SignedRequestHeaders Sign(TestRequest request) => new SigV4Signer().Sign(request.Signed, new SigningParameters
    {
        Credentials = new SigningCredentials("AKIDEXAMPLE", Secret, SessionToken),
        Region = "us-east-1",
        Service = "service",
        PayloadHash = request.BodyHash,
        PathEncoding = PathEncoding.Twice,
        Now = Now,
        AlsoSign = [.. request.Headers.Select(h => h.Key)],
    });

    private static TestRequest Parse(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var body = end < 0 ? "" : text[(end + 2)..];
        var lines = (end < 0 ? text : text[..end]).TrimEnd('\n').Split('\n');
        var target = lines[0][(lines[0].IndexOf(' ', StringComparison.Ordinal) + 1)..lines[0].LastIndexOf(' ')];
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var headers = new List<KeyValuePair<string, StringValues>>();
        foreach (var line in lines[1..])
        {
            if (char.IsWhiteSpace(line[0]))
            {
                headers[^1] = new(headers[^1].Key, headers[^1].Value + "\n" + line);
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..].TrimStart()));
        }

        return new TestRequest(
            lines[0].Split(' ')[0],
            question < 0 ? target : target[..question],
            question < 0 ? "" : target[(question + 1)..],
            headers,
            Encoding.Latin1.GetBytes(body));
    }
}
