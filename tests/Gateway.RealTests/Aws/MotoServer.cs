using System.Text.Json;
using Gateway.RealTests.Parts;
using Shouldly;

namespace Gateway.RealTests.Aws;

/// <summary>moto as AWS. It checks signatures and the roles' own policies from the first call that the gateway makes, unless it is told not to.</summary>
internal sealed class MotoServer : AwsServer
{
    public const string Account = "111122223333";

    private static readonly string[] Roles = ["OrdersReader", "OrdersWriter", "Analyst", "Legacy"];

    private MotoServer(Scratch scratch, ServerProcess process, Uri address, StsRecorder sts)
        : base(scratch, process, address, sts)
    {
    }

    /// <summary>The long-lived key of the user that the gateway is at this AWS.</summary>
    public BaseKey GatewayUser { get; private set; } = new("", "");

    public static string? Find() => Tool.OnPath("moto_server");

    public static Task<MotoServer> StartAsync() => StartAsync(checks: true);

    public static async Task<MotoServer> StartAsync(bool checks)
    {
        var moto = Tool.Require("moto_server", "moto", "pip install 'moto[server]'.");
        var scratch = new Scratch();
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}");
        var process = ServerProcess.Start(
            "moto",
            moto,
            ["-H", address.Host, "-p", $"{address.Port}"],
            new Dictionary<string, string?> { ["MOTO_ACCOUNT_ID"] = Account },
            scratch.Root);
        var server = new MotoServer(scratch, process, address, await StsRecorder.StartAsync(address));
        return await server.OnceAsync(server.PrepareAsync(checks));
    }

    private async Task PrepareAsync(bool checks)
    {
        await Process.ReadyAsync(new Uri(Address, "/moto-api/data.json"), TimeSpan.FromSeconds(90));
        string[] arguments = [$"http://{Address.Authority}", Account, checks ? "checked" : "unchecked", .. Roles];
        var result = await PythonClient.RunAsync("prepare_moto.py", arguments, new Dictionary<string, string?>(), Scratch);
        GatewayUser = JsonSerializer.Deserialize<BaseKey>(result.ShouldSucceed()).ShouldNotBeNull();
    }
}
