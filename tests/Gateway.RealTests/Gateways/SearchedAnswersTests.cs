using System.Net;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Gateways;

public sealed class SearchedAnswersTests
{
    private const string Secret = "5Ya9nK0oT2cR7bQ1";

    private readonly KnownSecrets _known = new();
    private readonly SecretLines _errors;

    public SearchedAnswersTests()
    {
        _errors = new SecretLines(new Dictionary<string, string?>(), _known);
        _known.Learn(Secret);
    }

    [Fact]
    public async Task Secret_in_the_body_of_an_error_fails_whoever_asked() =>
        await Assert.ThrowsAsync<ShouldAssertException>(() => AskAsync(Gateways(HttpStatusCode.Forbidden, $"denied {Secret}")));

    [Fact]
    public async Task Secret_in_a_header_of_an_error_fails_whoever_asked()
    {
        var answer = Gateways(HttpStatusCode.Unauthorized, "denied");
        answer.Headers.TryAddWithoutValidation("WWW-Authenticate", $"Bearer error_description=\"{Secret}\"");

        await Assert.ThrowsAsync<ShouldAssertException>(() => AskAsync(answer));
    }

    [Fact]
    public async Task Error_without_a_secret_can_still_be_read()
    {
        using var answer = await AskAsync(Gateways(HttpStatusCode.Forbidden, "denied"));

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("denied");
    }

    [Fact]
    public async Task Secret_that_is_handed_out_after_the_error_is_found_at_the_end()
    {
        (await AskAsync(Gateways(HttpStatusCode.Forbidden, "denied 8Zb3mL6pU4dS9cR2"))).Dispose();

        _known.Learn("8Zb3mL6pU4dS9cR2");

        Should.Throw<ShouldAssertException>(_errors.ShouldBeNone);
    }

    [Fact]
    public async Task What_a_gateway_hands_out_is_learned()
    {
        var answer = Gateways(HttpStatusCode.OK, """{"SecretAccessKey":"8Zb3mL6pU4dS9cR2"}""");
        answer.Content.Headers.ContentType = new("application/json");

        (await AskAsync(answer)).Dispose();

        _known.StandIn("a line with 8Zb3mL6pU4dS9cR2").ShouldBeTrue();
    }

    /// <summary>Keycloak's pages and AWS's errors are their own.</summary>
    [Fact]
    public async Task Error_of_another_server_is_left_alone()
    {
        using var answer = await AskAsync(new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent(Secret) });

        _errors.ShouldBeNone();
    }

    /// <summary>By what HttpClient means in this project.</summary>
    [Fact]
    public async Task Each_HttpClient_of_the_tests_is_one_that_searches()
    {
        var secret = Guid.NewGuid().ToString("N");
        var answer = Gateways(HttpStatusCode.OK, $"<SecretAccessKey>{secret}</SecretAccessKey>");
        answer.Content.Headers.ContentType = new("text/xml");
        using var http = new HttpClient(new Answering(answer));

        (await http.GetAsync(new Uri("http://gateway.example/"), TestContext.Current.CancellationToken)).Dispose();

        KnownSecrets.OfThisRun.StandIn(secret).ShouldBeTrue();
    }

    private static HttpResponseMessage Gateways(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body), Headers = { { "X-Gateway-Request-Id", "b65a7751-2793-4ceb-8977-3d35fd83c034" } } };

    private async Task<HttpResponseMessage> AskAsync(HttpResponseMessage answer)
    {
        using var searched = new HttpMessageInvoker(new SearchedAnswers(new Answering(answer), _errors, _known));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://gateway.example/");
        return await searched.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private sealed class Answering(HttpResponseMessage answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer);
    }
}
