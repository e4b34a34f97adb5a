using System.Text;
using Gateway.Sandbox.Aws;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>
/// What a request smuggler tries: requests that one parser ends here and another there. Each is refused, or goes out as the one request that was signed; what
/// stands behind it is never taken for a request.
/// </summary>
public sealed class SmugglingTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Smuggled = "GET /smuggled/key HTTP/1.1\r\nHost: x\r\n\r\n";

    private TestGateway Gateway => shared.Gateway;

    [Theory]
    [InlineData("both lengths", "Content-Length: 3", "Transfer-Encoding: chunked")]
    [InlineData("both lengths, the other way round", "Transfer-Encoding: chunked", "Content-Length: 3")]
    [InlineData("two lengths", "Content-Length: 3", "Content-Length: 4")]
    [InlineData("one length twice", "Content-Length: 3", "Content-Length: 3")]
    [InlineData("a list of lengths", "Content-Length: 3, 3")]
    [InlineData("a negative length", "Content-Length: -3")]
    [InlineData("a hexadecimal length", "Content-Length: 0x3")]
    [InlineData("a length with a fraction", "Content-Length: 3.0")]
    [InlineData("a length with words", "Content-Length: 3 bytes")]
    [InlineData("no length at all", "Content-Length:")]
    [InlineData("a length beyond all numbers", "Content-Length: 99999999999999999999")]
    [InlineData("a space before the colon of a length", "Content-Length : 3")]
    [InlineData("a tab before the colon of a length", "Content-Length\t: 3")]
    [InlineData("a space before the colon of chunked", "Content-Length: 3", "Transfer-Encoding : chunked")]
    [InlineData("a folded line", "Content-Length: 3", "X-Folded: a", " b")]
    [InlineData("a folded coding", "Transfer-Encoding:", " chunked")]
    [InlineData("a coding that is none", "Transfer-Encoding: xchunked")]
    [InlineData("a coding in quotes", "Transfer-Encoding: \"chunked\"")]
    [InlineData("a coding with a parameter", "Transfer-Encoding: chunked;q=1")]
    [InlineData("a coding behind chunked", "Transfer-Encoding: chunked, identity")]
    [InlineData("a coding before chunked", "Transfer-Encoding: gzip, chunked")]
    [InlineData("identity before chunked", "Transfer-Encoding: identity, chunked")]
    [InlineData("chunked twice", "Transfer-Encoding: chunked, chunked")]
    [InlineData("chunked in two lines", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked")]
    [InlineData("chunked and identity in two lines", "Transfer-Encoding: chunked", "Transfer-Encoding: identity")]
    [InlineData("a control character in the coding", "Transfer-Encoding: \u000bchunked")]
    [InlineData("a NUL in a value", "Content-Length: 3", "X-Nul: a\0b")]
    [InlineData("a bare CR in a value", "Content-Length: 3", "X-Cr: a\rb")]
    [InlineData("a name of no characters", "Content-Length: 3", ": value")]
    [InlineData("a line without a colon", "Content-Length: 3", "no colon")]
    [InlineData("a name with a space", "Content-Length: 3", "X Space: a")]
    [InlineData("a second Host", "Content-Length: 3", "Host: other.example")]
    [InlineData("Connection that names the length", "Content-Length: 3", "Connection: content-length")]
    public async Task Framing_that_can_be_read_in_two_ways_is_refused(string what, params string[] lines)
    {
        var head = WireHead.Of(Put, Gateway.Url, await KeysAsync()).Without("Content-Length").With(lines);
        var body = lines.Any(line => line.Contains("chunked", StringComparison.Ordinal)) ? "3\r\nabc\r\n0\r\n\r\n" : "abc";

        await RefusedAsync(what, head.Bytes(Encoding.Latin1.GetBytes(body + Smuggled)));
    }

    [Theory]
    [InlineData("bare line feeds", "3\nabc\n0\n\n")]
    [InlineData("a bare line feed behind an extension", "3;\nabc\r\n0\r\n\r\n")]
    [InlineData("a bare line feed behind the size", "3\nabc\r\n0\r\n\r\n")]
    [InlineData("a bare CR behind the size", "3\rabc\r\n0\r\n\r\n")]
    [InlineData("a size with a prefix", "0x3\r\nabc\r\n0\r\n\r\n")]
    [InlineData("a size with a sign", "+3\r\nabc\r\n0\r\n\r\n")]
    [InlineData("a negative size", "-3\r\nabc\r\n0\r\n\r\n")]
    [InlineData("a size beyond all numbers", "FFFFFFFFFFFFFFFF3\r\nabc\r\n0\r\n\r\n")]
    [InlineData("no size", "\r\nabc\r\n0\r\n\r\n")]
    [InlineData("words for a size", "three\r\nabc\r\n0\r\n\r\n")]
    [InlineData("a chunk longer than its size", "2\r\nabc\r\n0\r\n\r\n")]
    [InlineData("a chunk shorter than its size", "4\r\nabc\r\n0\r\n\r\n")]
    [InlineData("no line end behind a chunk", "3\r\nabc0\r\n\r\n")]
    public async Task Chunks_that_can_be_read_in_two_ways_are_refused(string what, string body)
    {
        var head = WireHead.Of(Put, Gateway.Url, await KeysAsync()).Without("Content-Length").With("Transfer-Encoding: chunked");

        await RefusedAsync(what, head.Bytes(Encoding.Latin1.GetBytes(body + Smuggled)));
    }

    [Theory]
    [InlineData("as they are", "Transfer-Encoding: chunked", "3\r\nabc\r\n0\r\n\r\n")]
    [InlineData("in capitals", "TRANSFER-ENCODING: CHUNKED", "3\r\nabc\r\n0\r\n\r\n")]
    [InlineData("one by one", "Transfer-Encoding: chunked", "1\r\na\r\n01\r\nb\r\n1\r\nc\r\n0\r\n\r\n")]
    [InlineData("with an extension", "Transfer-Encoding: chunked", "3;name=value\r\nabc\r\n0\r\n\r\n")]
    [InlineData("with a trailer that was not signed", "Transfer-Encoding: chunked", "3\r\nabc\r\n0\r\nx-amz-acl: public-read\r\n\r\n")]
    public async Task Chunks_of_HTTP_go_out_as_the_body_that_was_signed(string what, string coding, string body)
    {
        Gateway.Aws.Objects.Create("smuggle");
        var before = Gateway.Aws.RequestCount;
        var head = WireHead.Of(Put, Gateway.Url, await KeysAsync()).Without("Content-Length").With(coding);

        await AnsweredOnceAsync(head.Bytes(Encoding.Latin1.GetBytes(body)));

        var sent = AnsweredSince(before).Single();
        sent.BodySha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("abc"u8)), what);
        sent.Request.Headers.ShouldNotContain(header => header.Name == "x-amz-acl" || header.Name == "trailer");
        Gateway.Aws.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bare line feeds", "\n")]
    [InlineData("bare carriage returns", "\r")]
    [InlineData("line feed and carriage return", "\n\r")]
    public async Task Head_with_other_line_ends_is_refused(string what, string end)
    {
        var head = Encoding.Latin1.GetString(WireHead.Of(Put, Gateway.Url, await KeysAsync()).Bytes()).Replace("\r\n", end, StringComparison.Ordinal);

        await RefusedAsync(what, Encoding.Latin1.GetBytes(head + "abc" + Smuggled));
    }

    [Theory]
    [InlineData("absolute form", "PUT http://HOST/smuggle/k HTTP/1.1")]
    [InlineData("absolute form of another host", "PUT http://other.example/smuggle/k HTTP/1.1")]
    [InlineData("authority form", "CONNECT HOST HTTP/1.1")]
    [InlineData("authority form with another method", "PUT HOST HTTP/1.1")]
    [InlineData("asterisk form", "OPTIONS * HTTP/1.1")]
    [InlineData("asterisk form with another method", "PUT * HTTP/1.1")]
    [InlineData("no slash", "PUT smuggle/k HTTP/1.1")]
    [InlineData("a fragment", "PUT /smuggle/k#fragment HTTP/1.1")]
    [InlineData("a NUL", "PUT /smuggle/k%00 HTTP/1.1")]
    [InlineData("a raw NUL", "PUT /smuggle/k\0 HTTP/1.1")]
    [InlineData("a space in the target", "PUT /smuggle/k HTTP/1.1 HTTP/1.1")]
    [InlineData("two spaces", "PUT  /smuggle/k HTTP/1.1")]
    [InlineData("a tab", "PUT\t/smuggle/k\tHTTP/1.1")]
    [InlineData("no version", "PUT /smuggle/k")]
    [InlineData("version 0.9", "PUT /smuggle/k HTTP/0.9")]
    [InlineData("version 1.2", "PUT /smuggle/k HTTP/1.2")]
    [InlineData("version 2", "PUT /smuggle/k HTTP/2.0")]
    [InlineData("the preface of HTTP/2", "PRI * HTTP/2.0")]
    [InlineData("a method in lower case", "put /smuggle/k HTTP/1.1")]
    public async Task Request_line_of_another_form_is_refused(string what, string line)
    {
        var head = WireHead.Of(Put, Gateway.Url, await KeysAsync())
            .WithRequestLine(_ => line.Replace("HOST", new Uri(Gateway.Url).Authority, StringComparison.Ordinal));

        await RefusedAsync(what, head.Bytes(Encoding.Latin1.GetBytes("abc" + Smuggled)));
    }

    [Theory]
    [InlineData("other.example")]
    [InlineData("s3.eu-west-1.amazonaws.com")]
    [InlineData("")]
    [InlineData("a@b")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("[::1")]
    public async Task Host_that_is_not_the_signed_one_is_refused(string host)
    {
        var head = WireHead.Of(Put, Gateway.Url, await KeysAsync()).Without("Host").With("Host: " + host);

        await RefusedAsync(host, head.Bytes("abc"u8));
    }

    [Fact]
    public async Task Request_without_a_Host_is_refused() =>
        await RefusedAsync("no Host", WireHead.Of(Put, Gateway.Url, await KeysAsync()).Without("Host").Bytes("abc"u8));

    [Theory]
    [InlineData("a wrong signature")]
    [InlineData("a wrong body")]
    public async Task Body_of_a_refused_request_is_never_taken_for_a_request(string wrong)
    {
        var before = Gateway.Aws.RequestCount;
        var keys = await KeysAsync();
        var put = new SignedRequest { Method = "PUT", Path = "/smuggle/k", Body = Encoding.Latin1.GetBytes(Smuggled) };
        var inner = WireHead.Of(new SignedRequest { Path = "/smuggled/key" }, Gateway.Url, keys).Bytes();
        var head = WireHead.Of(put, Gateway.Url, wrong == "a wrong signature" ? keys with { Secret = "other" } : keys).Without("Content-Length").With($"Content-Length: {inner.Length}");

        var (first, second) = await AnswersAsync(head.Bytes(inner));

        first!.Status.ShouldBeInRange(400, 403);
        second.ShouldBeNull();
        Gateway.Aws.Requests.Skip((int)before).ShouldNotContain(request => request.Request.Target.Contains("smuggled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_requests_in_one_packet_are_two_calls()
    {
        var before = Gateway.Aws.RequestCount;
        var keys = await KeysAsync();
        using var connection = await WireConnection.OpenAsync(Gateway.Url);

        await connection.SendAsync((byte[])[.. WireHead.Of(Put, Gateway.Url, keys).Bytes("abc"u8), .. WireHead.Of(new SignedRequest { Path = "/second/k" }, Gateway.Url, keys).Bytes()]);
        await connection.ReadAsync();
        await connection.ReadAsync();

        AnsweredSince(before).Select(request => request.Request.Target).ShouldBe(["/smuggle/k", "/second/k"]);
        Gateway.Aws.Failures.ShouldBeEmpty();
    }

    private static SignedRequest Put => new() { Method = "PUT", Path = "/smuggle/k", Body = "abc"u8.ToArray() };

    private Task<ClientKeys> KeysAsync() => ClientKeys.MintAsync(Gateway);

    /// <summary>What AWS answered of S3. An upload of an earlier case that was broken off may reach it only now: it has no status.</summary>
    private IEnumerable<RecordedRequest> AnsweredSince(long before) =>
        Gateway.Aws.Requests.Skip((int)before).Where(sent => sent.Service == "s3" && sent.Status != 0);

    private async Task RefusedAsync(string what, byte[] request)
    {
        Gateway.Aws.Objects.Create("smuggle");
        var before = Gateway.Aws.RequestCount;

        var (first, _) = await AnswersAsync(request);

        (first?.Status is null or (>= 400 and < 500) or 501 or 505).ShouldBeTrue($"{what} was answered {first?.Status} {first?.Text}");
        // An upload that was begun and broken off has no status: AWS never saw it whole.
        Gateway.Aws.Requests.Skip((int)before).Where(sent => sent.Service != "sts").ShouldAllBe(sent => sent.Status == 0, what);
    }

    /// <summary>Reads what is answered, until the gateway hangs up. It may rightly wait for more: then it is told, after a while, that no more will come.</summary>
    private async Task<(WireAnswer? First, WireAnswer? Second)> AnswersAsync(byte[] request)
    {
        using var connection = await WireConnection.OpenAsync(Gateway.Url);
        await connection.SendAsync(request);
        var first = connection.ReadAsync();
        await Task.WhenAny(first, Task.Delay(TimeSpan.FromSeconds(2)));
        connection.Finish();
        return (await first, await connection.ReadAsync());
    }

    private async Task AnsweredOnceAsync(byte[] request)
    {
        using var connection = await WireConnection.OpenAsync(Gateway.Url);
        await connection.SendAsync(request);
        (await connection.ReadAsync()).ShouldNotBeNull();
        connection.Finish();
        (await connection.ReadAsync()).ShouldBeNull();
    }
}
