using System.Net;
using System.Text;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Aws;

public sealed class StsRecorderTests
{
    [Fact]
    public async Task Call_goes_through_as_it_came_and_what_STS_hands_out_is_learned()
    {
        var secret = Guid.NewGuid().ToString("N");
        var handed = $"<Credentials><SecretAccessKey>{secret}</SecretAccessKey></Credentials>";
        var sts = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}/");
        using var listener = new HttpListener { Prefixes = { sts.AbsoluteUri.Replace("127.0.0.1", "*", StringComparison.Ordinal) } };
        listener.Start();
        await using var recorder = await StsRecorder.StartAsync(sts);
        using var http = new HttpClient();
        using var call = new HttpRequestMessage(HttpMethod.Post, recorder.Address) { Content = new StringContent("Action=AssumeRole") };
        call.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=A/B, SignedHeaders=host, Signature=C");

        var calling = http.SendAsync(call, TestContext.Current.CancellationToken);
        var asked = await listener.GetContextAsync();
        using var body = new StreamReader(asked.Request.InputStream);
        var came = await body.ReadToEndAsync(TestContext.Current.CancellationToken);
        asked.Response.Close(Encoding.UTF8.GetBytes(handed), willBlock: true);
        using var answer = await calling;

        came.ShouldBe("Action=AssumeRole");
        asked.Request.UserHostName.ShouldBe(recorder.Address.Authority);
        asked.Request.Headers["Authorization"].ShouldBe("AWS4-HMAC-SHA256 Credential=A/B, SignedHeaders=host, Signature=C");
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(handed);
        KnownSecrets.OfThisRun.StandIn(secret).ShouldBeTrue();
    }
}
