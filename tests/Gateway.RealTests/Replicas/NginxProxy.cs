using Gateway.RealTests.Aws;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Replicas;

/// <summary>nginx before several gateways, with what docs/operations.md gives to copy: in turn, and past one that does not answer.</summary>
internal sealed class NginxProxy : IAsyncDisposable
{
    private readonly Scratch _scratch;
    private readonly ServerProcess _process;

    private NginxProxy(Scratch scratch, ServerProcess process, Uri address)
    {
        _scratch = scratch;
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static string? Find() => Tool.OnPath("nginx");

    public static async Task<NginxProxy> StartAsync(params Uri[] gateways)
    {
        var nginx = Tool.Require("nginx", "nginx", "Install nginx-light.");
        var scratch = new Scratch();
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}");
        var configuration = scratch.Write("nginx.conf", $$"""
            daemon off;
            pid {{scratch.PathOf("nginx.pid")}};
            error_log stderr warn;
            events { worker_connections 1024; }
            http {
              client_body_temp_path {{scratch.Folder("body")}};
              proxy_temp_path {{scratch.Folder("proxy")}};
              fastcgi_temp_path {{scratch.Folder("fastcgi")}};
              uwsgi_temp_path {{scratch.Folder("uwsgi")}};
              scgi_temp_path {{scratch.Folder("scgi")}};
              {{await DocumentedAsync(address, gateways)}}
            }
            """);
        var process = ServerProcess.Start("nginx", nginx, ["-p", scratch.Root, "-c", configuration, "-e", "stderr"], new Dictionary<string, string?>(), scratch.Root);
        var proxy = new NginxProxy(scratch, process, address);
        return await proxy.OnceAsync(process.ReadyAsync(new Uri(address, "/readyz"), TimeSpan.FromSeconds(30)));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _scratch.Dispose();
    }

    /// <summary>The guide's own block, for these gateways, at this address and without its certificate.</summary>
    private static async Task<string> DocumentedAsync(Uri address, Uri[] gateways)
    {
        var lines = (await MarkdownBlocks.InAsync("operations.md", "nginx")).Single().Split('\n');
        return string.Join('\n', lines.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["server", "gateway-1.internal:8080;"] => gateways.Select(gateway => $"server {gateway.Authority};"),
            ["server", "gateway-2.internal:8080;"] or ["ssl_certificate" or "ssl_certificate_key", _] => [],
            ["listen", "443", "ssl;"] => [$"listen {address.Authority};"],
            _ => [line],
        }));
    }
}
