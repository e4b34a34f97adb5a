using System.Net;
using System.Net.Sockets;
using Gateway.Cli.Profiles;
using Gateway.Cli.Tests.Standins;
using static Gateway.Cli.Tests.Profiles.AwsFiles;

namespace Gateway.Cli.Tests.Profiles;

public sealed class ConfigureSsoTests
{
    private const string Existing = "# mine\n[default]\nregion = us-west-2\n\n[sso-session corp]\nsso_start_url = https://corp.example\nsso_region = us-east-1\n";

    [Fact]
    public async Task Sso_profiles_have_a_session_and_services_that_lead_to_the_gateway()
    {
        await using var world = await World.LoggedInAsync();

        var run = await world.RunAsync("configure", "--sso", "--prefix", "gw-");

        run.Code.ShouldBe(0, run.Error);
        Config(world).Split('\n')[1..^2].ShouldBe(
        [
            "[sso-session 127.0.0.1]",
            "sso_start_url = https://identitycenter.amazonaws.com/127.0.0.1",
            "sso_region = eu-west-1",
            "sso_registration_scopes = sso:account:access",
            "[services 127.0.0.1]",
            "sso =",
            $"  endpoint_url = {world.Url}/sso",
            "sso_oidc =",
            $"  endpoint_url = {world.Url}/sso-oidc",
            .. CommonServices.Keys.SelectMany(key => (string[])[$"{key} =", $"  endpoint_url = {world.Url}"]),
            "[services 127.0.0.1-credentials]",
            "sso =",
            $"  endpoint_url = {world.Url}/sso/credentials",
            "sso_oidc =",
            $"  endpoint_url = {world.Url}/sso-oidc",
            "[profile gw-orders-reader]",
            "sso_session = 127.0.0.1",
            "sso_account_id = 111122223333",
            "sso_role_name = OrdersReader",
            "region = eu-west-1",
            "services = 127.0.0.1",
            $"endpoint_url = {world.Url}",
            "[profile gw-analyst]",
            "sso_session = 127.0.0.1",
            "sso_account_id = 111122223333",
            "sso_role_name = Analyst",
            "region = eu-west-1",
            "services = 127.0.0.1-credentials",
        ]);
        run.Error.ShouldContain("aws sso login --profile gw-orders-reader");
    }

    [Fact]
    public async Task Sections_and_profiles_of_a_gateway_with_a_dns_name_are_called_by_its_first_label()
    {
        await using var world = await World.CreateAsync();
        world.Http.Dispose();
        world.Http = NamesAreLoopback();
        (await world.RunAsync("login", $"http://aws.example.com:{world.Gateway.Address.Port}", "--allow-http")).Code.ShouldBe(0);

        var run = await world.RunAsync("configure", "--sso");

        Config(world).Split('\n').Where(line => line.StartsWith('[')).ShouldBe(
            ["[sso-session aws]", "[services aws]", "[services aws-credentials]", "[profile aws-orders-reader]", "[profile aws-analyst]"]);
        Config(world).ShouldContain("sso_start_url = https://identitycenter.amazonaws.com/aws\n");
        Config(world).ShouldContain("sso_session = aws\n");
        Config(world).ShouldContain("services = aws\n");
        run.Error.ShouldContain("aws sso login --profile aws-orders-reader");
    }

    [Fact]
    public async Task Two_roles_of_one_name_are_named_by_their_ids()
    {
        await using var world = await World.LoggedInAsync();
        world.Gateway.Roles[1]["roleArn"] = "arn:aws:iam::111122223333:role/team/OrdersReader";

        await world.RunAsync("configure", "--sso");

        Config(world).ShouldContain("sso_role_name = orders-reader\n");
        Config(world).ShouldContain("sso_role_name = analyst\n");
    }

    [Fact]
    public async Task Everything_that_was_there_stays_and_removing_gives_it_back()
    {
        await using var world = await World.LoggedInAsync();
        Write(world, Existing);

        await world.RunAsync("configure", "--sso");
        Config(world).ShouldStartWith(Existing);
        await world.RunAsync("configure", "--remove");

        Config(world).TrimEnd('\n').ShouldBe(Existing.TrimEnd('\n'));
    }

    [Fact]
    public async Task A_session_of_someone_else_with_the_same_name_is_not_touched()
    {
        await using var world = await World.LoggedInAsync();
        Write(world, "[sso-session 127.0.0.1]\nsso_start_url = https://corp.example\n");

        var run = await world.RunAsync("configure", "--sso");

        run.Code.ShouldBe(2);
        run.Error.ShouldContain("[sso-session 127.0.0.1]");
    }

    [Fact]
    public async Task Dry_run_shows_the_difference_and_changes_nothing()
    {
        await using var world = await World.LoggedInAsync();
        Write(world, Existing);

        var run = await world.RunAsync("configure", "--sso", "--dry-run");

        run.Output.ShouldContain("+[sso-session 127.0.0.1]");
        run.Output.ShouldContain("+  endpoint_url = ");
        Config(world).ShouldBe(Existing);
    }

    private static HttpClient NamesAreLoopback() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (connection, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, connection.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });
}
