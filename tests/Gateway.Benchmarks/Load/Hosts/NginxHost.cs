namespace Gateway.Benchmarks.Load.Hosts;

/// <summary>nginx as a reverse proxy with kept upstream connections: what a proxy in C costs here.</summary>
internal static class NginxHost
{
    public static async Task<ChildProcess> StartAsync(string program, int upstreamPort, DirectoryInfo folder)
    {
        var port = ChildProcess.FreePort();
        var file = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(file, $$"""
            daemon off;
            worker_processes auto;
            pid {{folder.FullName}}/nginx.pid;
            error_log stderr crit;
            events { worker_connections 2048; }
            http {
              access_log off;
              client_max_body_size 0;
              client_body_temp_path {{folder.FullName}}/body;
              proxy_temp_path {{folder.FullName}}/proxy;
              fastcgi_temp_path {{folder.FullName}}/fastcgi;
              uwsgi_temp_path {{folder.FullName}}/uwsgi;
              scgi_temp_path {{folder.FullName}}/scgi;
              large_client_header_buffers 8 32k;
              keepalive_requests 1000000000;
              upstream aws { server 127.0.0.1:{{upstreamPort}}; keepalive 256; keepalive_requests 1000000000; }
              server {
                listen 127.0.0.1:{{port}};
                location / {
                  proxy_pass http://aws;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_request_buffering off;
                  proxy_buffering off;
                }
              }
            }
            """);
        return await ChildProcess.StartAsync("nginx", program, ["-c", file, "-p", folder.FullName, "-e", "stderr"], port);
    }
}
