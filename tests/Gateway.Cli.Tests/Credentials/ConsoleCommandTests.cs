using System.Net;
using Gateway.Cli.Credentials;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Credentials;

public sealed class ConsoleCommandTests : IDisposable
{
    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false });
    private readonly List<HttpResponseMessage> _answers = [];

    [Fact]
    public async Task Browser_is_led_to_the_console_and_nothing_is_printed()
    {
        await using var world = await World.LoggedInAsync();
        world.Browser.Visit = async address => _answers.Add(await _browser.GetAsync(address));

        var run = await world.RunAsync("console", "--role", "orders-reader", "--destination", "s3/buckets?x=1&y");
        await world.Browser.Page!;

        run.Code.ShouldBe(0, run.Error);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldBeEmpty();
        world.Gateway.Log.Last().ShouldBe("GET /api/login?role=orders-reader&destination=s3%2Fbuckets%3Fx%3D1%26y");
        _answers.ShouldHaveSingleItem().StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        _answers[0].Headers.Location!.Host.ShouldBe("signin.aws.amazon.com");
        _answers[0].Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Sign_in_address_is_no_argument_of_the_browser()
    {
        await using var world = await World.LoggedInAsync();
        world.Browser.Visit = async address => _answers.Add(await _browser.GetAsync(address));

        await world.RunAsync("console", "--role", "orders-reader");

        world.Browser.Opened.Last().Host.ShouldBe("127.0.0.1");
        world.Browser.Opened.Last().Query.ShouldNotContain("amazon");
    }

    [Fact]
    public async Task Address_on_loopback_leads_on_only_with_its_secret_and_once()
    {
        await using var world = await World.LoggedInAsync();
        world.Browser.Visit = async address =>
        {
            _answers.Add(await _browser.GetAsync(address.GetLeftPart(UriPartial.Path)));
            _answers.Add(await _browser.GetAsync(address.GetLeftPart(UriPartial.Path) + "?state=guessed"));
            _answers.Add(await _browser.GetAsync(address));
        };

        (await world.RunAsync("console", "--role", "orders-reader")).Code.ShouldBe(0);
        await world.Browser.Page!;

        _answers.Select(a => a.StatusCode).ShouldBe([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.SeeOther]);
        await Should.ThrowAsync<HttpRequestException>(() => _browser.GetAsync(world.Browser.Opened.Last()));
    }

    [Fact]
    public async Task Browser_that_never_comes_leaves_the_address_to_the_person()
    {
        await using var world = await World.LoggedInAsync();
        world.Browser.Visit = _ =>
        {
            world.Time.Advance(ConsoleHandOver.Patience);
            return Task.CompletedTask;
        };

        var run = await world.RunAsync("console", "--role", "orders-reader");

        run.Output.ShouldStartWith("https://signin.aws.amazon.com/federation");
        run.Error.ShouldContain("Open it yourself");
    }

    [Fact]
    public async Task Without_a_browser_the_address_is_printed()
    {
        await using var world = await World.LoggedInAsync();
        world.Browser.Present = false;

        (await world.RunAsync("console", "--role", "orders-reader")).Output.ShouldStartWith("https://signin.aws.amazon.com/federation");
    }

    public void Dispose()
    {
        _browser.Dispose();
        _answers.ForEach(a => a.Dispose());
    }
}
