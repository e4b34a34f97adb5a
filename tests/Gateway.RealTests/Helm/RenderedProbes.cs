using System.Text.Json.Nodes;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Helm;

/// <summary>The probes of a rendered container, asked as the kubelet asks them. Only the public port is another one here; the readiness probe is what goes there.</summary>
internal sealed class RenderedProbes(JsonNode container)
{
    private const string Public = "readinessProbe";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly int _publicPort = LoopbackPort.Next();

    /// <summary>Where the readiness probe asks.</summary>
    public Uri Readiness => AddressOf(Public);

    /// <summary>Where the gateway has to listen for it.</summary>
    public string Listening => Readiness.GetLeftPart(UriPartial.Authority);

    /// <summary>Waits until the process has answered every one of them, in the kubelet's order.</summary>
    public async Task PassAsync(ServerProcess process, HttpMessageHandler handler)
    {
        foreach (var probe in new[] { "startupProbe", "livenessProbe", Public })
        {
            await process.ReadyAsync(AddressOf(probe), Patience, handler);
        }
    }

    private Uri AddressOf(string probe)
    {
        var asked = container[probe]!["httpGet"]!;
        var scheme = asked["scheme"]!.GetValue<string>().ToLowerInvariant();
        return new Uri($"{scheme}://127.0.0.1:{PortOf(probe)}{asked["path"]!.GetValue<string>()}");
    }

    private int PortOf(string probe) => NameOf(probe) == NameOf(Public) ? _publicPort : OpenPort(NameOf(probe));

    private string NameOf(string probe) => container[probe]!["httpGet"]!["port"]!.GetValue<string>();

    private int OpenPort(string name) =>
        container["ports"]!.AsArray().Single(port => port!["name"]!.GetValue<string>() == name)!["containerPort"]!.GetValue<int>();
}
