using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Replicas;

/// <summary>nginx before several gateways, as docs/operations.md has it: in turn, and past one that does not answer.</summary>
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
              access_log off;
              client_body_temp_path {{scratch.Folder("body")}};
              proxy_temp_path {{scratch.Folder("proxy")}};
              fastcgi_temp_path {{scratch.Folder("fastcgi")}};
              uwsgi_temp_path {{scratch.Folder("uwsgi")}};
              scgi_temp_path {{scratch.Folder("scgi")}};
              upstream gateways {
                {{string.Join("\n    ", gateways.Select(gateway => $"server {gateway.Authority};"))}}
              }
              server {
                listen {{address.Authority}};
                merge_slashes off;
                client_max_body_size 0;
                large_client_header_buffers 4 32k;
                location / {
                  proxy_pass http://gateways;
                  proxy_http_version 1.1;
                  proxy_set_header Host $http_host;
                  proxy_set_header Connection "";
                  proxy_request_buffering off;
                  proxy_buffering off;
                  proxy_buffer_size 32k;
                  proxy_buffers 4 32k;
                  proxy_connect_timeout 2s;
                }
              }
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
}
