using Gateway.Identity;
using Gateway.Sso;
using Gateway.Sso.Login;
using Gateway.Tests.Hosting;
using Gateway.Tests.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sso;

public sealed class IssuerEndpointsTests : IDisposable
{
    private const string Good = """{"authorization_endpoint":"https://sso.example/auth","token_endpoint":"https://sso.example/token"}""";

    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly MemoryLogger log = new();
    private readonly ImpatientClients clients;
    private readonly IssuerEndpoints endpoints;
    private Func<CancellationToken, Task<HttpResponseMessage>> answer = Down;
    private int asked;

    public IssuerEndpointsTests()
    {
        clients = new ImpatientClients(cancellation =>
        {
            asked++;
            return answer(cancellation);
        });
        var identity = new IdentityOptions { Issuers = { new IssuerOptions { Authority = "https://sso.example" } } };
        endpoints = new IssuerEndpoints(
            Options.Create(identity), Options.Create(new SsoOptions()), clients, time, new Logger<IssuerEndpoints>(new LoggerFactory([log])));
    }

    [Fact]
    public async Task There_are_none_while_the_issuer_was_never_reached() =>
        (await endpoints.GetAsync(CancellationToken.None)).ShouldBeNull();

    [Fact]
    public async Task An_issuer_that_cannot_be_reached_is_logged_with_the_address_and_the_cause()
    {
        await endpoints.GetAsync(CancellationToken.None);

        log.Text.ShouldStartWith("Warning 2000 The issuer https://sso.example cannot be asked for a login: "
            + "https://sso.example/.well-known/openid-configuration could not be read (refused)");
    }

    [Fact]
    public async Task An_issuer_that_cannot_be_reached_is_asked_once_in_a_second_however_many_log_in()
    {
        await endpoints.GetAsync(CancellationToken.None);
        await endpoints.GetAsync(CancellationToken.None);
        asked.ShouldBe(1);

        time.Advance(TimeSpan.FromSeconds(1));
        await endpoints.GetAsync(CancellationToken.None);
        asked.ShouldBe(2);
    }

    [Fact]
    public async Task The_last_good_ones_serve_on_while_the_issuer_is_down()
    {
        answer = _ => Answer(Good);
        var good = await endpoints.GetAsync(CancellationToken.None);
        good.ShouldNotBeNull();
        answer = Down;
        time.Advance(TimeSpan.FromMinutes(5));

        (await endpoints.GetAsync(CancellationToken.None)).ShouldBe(good);

        asked.ShouldBe(2);
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_no_second_wait_to_those_behind_it()
    {
        using var gone = new CancellationTokenSource();
        answer = async cancellation =>
        {
            await gone.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
            return new HttpResponseMessage();
        };

        await endpoints.GetAsync(gone.Token);
        await endpoints.GetAsync(CancellationToken.None);

        asked.ShouldBe(1);
    }

    [Theory]
    [InlineData("[]", "is no discovery document (")]
    [InlineData("""{"authorization_endpoint":5}""", "is no discovery document (")]
    [InlineData("""{"token_endpoint":"https://sso.example/token"}""", "names no authorization_endpoint")]
    [InlineData("""{"authorization_endpoint":"https://sso.example/auth","token_endpoint":"ftp://sso.example/token"}""", "names no token_endpoint")]
    public async Task A_document_that_is_of_no_use_is_told_by_its_address(string document, string expected)
    {
        answer = _ => Answer(document);

        (await endpoints.GetAsync(CancellationToken.None)).ShouldBeNull();

        log.Text.ShouldContain("https://sso.example/.well-known/openid-configuration " + expected);
    }

    public void Dispose()
    {
        endpoints.Dispose();
        clients.Dispose();
        log.Dispose();
    }

    private static Task<HttpResponseMessage> Down(CancellationToken cancellation) => throw new HttpRequestException("refused");

    private static Task<HttpResponseMessage> Answer(string document) => Task.FromResult(new HttpResponseMessage { Content = new StringContent(document) });
}
