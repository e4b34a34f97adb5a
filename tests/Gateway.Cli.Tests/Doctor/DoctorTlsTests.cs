using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Doctor;

/// <summary>What <c>doctor</c> finds at a gateway that speaks https.</summary>
public sealed class DoctorTlsTests
{
    [Fact]
    public async Task Certificate_of_an_unknown_authority_ends_the_examination_with_how_to_trust_it()
    {
        using var certificate = TestCertificate.Create();

        var run = await ExamineAsync(certificate);

        run.Code.ShouldBe((int)ExitCode.Unhealthy);
        run.Output.ShouldContain("ok    connection");
        run.Output.ShouldContain("FAIL  tls");
        run.Output.ShouldContain("does not trust");
        run.Output.ShouldContain("For a private authority");
        run.Output.ShouldNotContain("gateway   ");
    }

    [Fact]
    public async Task Certificate_for_another_name_is_not_said_to_want_an_authority()
    {
        using var certificate = TestCertificate.Create(otherName: "other.example");

        var run = await ExamineAsync(certificate);

        run.Output.ShouldContain("The certificate is not for 127.0.0.1.");
        run.Output.ShouldNotContain("private authority");
    }

    [Fact]
    public async Task Certificate_that_has_ended_is_not_said_to_want_an_authority()
    {
        using var certificate = TestCertificate.Create(daysLeft: -1);

        var run = await ExamineAsync(certificate);

        run.Output.ShouldMatch(@"FAIL  tls .*CN=gateway is good from .* until");
        run.Output.ShouldNotContain("private authority");
    }

    [Theory]
    [InlineData(100, "ok    tls", "certificate until")]
    [InlineData(13, "note  tls", "The certificate ends at")]
    public async Task Certificate_that_SSL_CERT_FILE_names_is_trusted_by_the_step_and_by_the_calls_after_it(int daysLeft, string mark, string words)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The runtime reads SSL_CERT_FILE on Linux.");
        using var certificate = TestCertificate.Create(daysLeft);
        await using var world = await World.CreateAsync();
        await using var gateway = await AddAsync(world, certificate);
        var authorities = Path.Combine(world.Home, "authorities.pem");
        await File.WriteAllTextAsync(authorities, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);

        var run = await new StsgwProcess(world) { Variables = { ["SSL_CERT_FILE"] = authorities } }.RunAsync("doctor");

        run.Output.ShouldContain(mark);
        run.Output.ShouldContain(words);
        run.Output.ShouldContain("ok    gateway", customMessage: run.Error);
    }

    [Fact]
    public async Task Port_that_speaks_no_TLS_is_found()
    {
        await using var world = await World.CreateAsync();
        await world.RunAsync("targets", "add", "plain", world.Url.Replace("http:", "https:", StringComparison.Ordinal));

        var run = await world.RunAsync("doctor");

        run.Output.ShouldContain("FAIL  tls");
        run.Output.ShouldContain("speak https");
    }

    [Fact]
    public async Task Peer_that_says_nothing_is_not_waited_for_longer_than_is_said()
    {
        await using var world = await World.CreateAsync();
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        await world.RunAsync("targets", "add", "mute", $"https://{mute.LocalEndpoint}");

        var doctor = world.RunAsync("doctor");
        using var visit = await mute.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await visit.GetStream().ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
        world.Time.Advance(TimeSpan.FromSeconds(10));

        (await doctor).Output.ShouldContain("TLS fails: no answer within 10 seconds");
    }

    private static async Task<Run> ExamineAsync(X509Certificate2 certificate)
    {
        await using var world = await World.CreateAsync();
        await using var gateway = await AddAsync(world, certificate);
        return await world.RunAsync("doctor");
    }

    private static async Task<GatewayStandin> AddAsync(World world, X509Certificate2 certificate)
    {
        var gateway = new GatewayStandin(world.Issuer, certificate);
        await gateway.StartAsync();
        await world.RunAsync("targets", "add", "secure", gateway.Address.AbsoluteUri);
        return gateway;
    }
}
