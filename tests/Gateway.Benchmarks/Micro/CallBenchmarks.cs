using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Gateway.Benchmarks.Load;
using Gateway.Benchmarks.Load.Hosts;
using Gateway.Benchmarks.Load.Requests;
using Gateway.Hosting;
using Gateway.Sandbox.Keycloak;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Benchmarks.Micro;

/// <summary>What the gateway itself does for a call, without a socket: all from the first middleware to the audit record in its queue, with YARP's part played by a stand-in.</summary>
[MemoryDiagnoser]
public class CallBenchmarks
{
    private const int Requests = 4096;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gateway-call-");
    private KeycloakStandIn keycloak = null!;
    private WebApplication upstream = null!;
    private WebApplication gateway = null!;
    private RequestDelegate pipeline = null!;
    private ParsedRequest[] posts = null!;
    private ParsedRequest[] gets = null!;
    private int at;

    [GlobalSetup]
    public void Setup() => SetupAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Cleanup() => CleanupAsync().GetAwaiter().GetResult();

    [Benchmark]
    public Task Post() => CallAsync(posts);

    [Benchmark]
    public Task Get() => CallAsync(gets);

    private async Task CallAsync(ParsedRequest[] requests)
    {
        var context = requests[at++ % Requests].NewContext(gateway.Services);
        await pipeline(context);
        if (context.Response.StatusCode != StatusCodes.Status200OK)
        {
            throw new InvalidOperationException($"The benchmark's own call must pass, and got {context.Response.StatusCode}.");
        }
    }

    private async Task SetupAsync()
    {
        var policy = Path.Combine(folder.FullName, "policy.yaml");
        await File.WriteAllTextAsync(policy, BenchmarkPolicy.Of(10));
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        keycloak = await KeycloakStandIn.StartAsync();
        upstream = UpstreamHost.Build("http://127.0.0.1:0");
        await upstream.StartAsync();
        gateway = GatewayApp.Build(
            [
                "--urls", "http://127.0.0.1:0", $"--Gateway:PolicyFile={policy}", $"--Gateway:Issuers:0:Authority={keycloak.Issuer}", "--Gateway:Issuers:0:Audience=gateway",
                "--Gateway:Aws:Region=eu-west-1", $"--Gateway:Aws:EndpointUrl={upstream.Urls.First()}",
                $"--Gateway:Sessions:Keys:0={Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}", "--Logging:LogLevel:Default=Error",
                "--Gateway:Audit:Sinks:0=file", $"--Gateway:Audit:File:Path={Path.Combine(folder.FullName, "audit")}",
            ],
            builder => builder.Services.AddSingleton<IHttpForwarder, Answering>());
        await gateway.StartAsync();
        pipeline = ((IApplicationBuilder)gateway).Build();
        var factory = new RequestFactory(TimeProvider.System);
        var callers = await Task.WhenAll(Enumerable.Range(0, 64).Select(MintAsync));
        posts = [.. Enumerable.Range(0, Requests).Select(i => ParsedRequest.Of(factory.DynamoDb(callers[i % callers.Length], i)))];
        gets = [.. Enumerable.Range(0, Requests).Select(i => ParsedRequest.Of(factory.GetObject(callers[i % callers.Length], i, 1024)))];
    }

    private async Task CleanupAsync()
    {
        await gateway.DisposeAsync();
        await upstream.DisposeAsync();
        await keycloak.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<Credentials> MintAsync(int caller)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{gateway.Urls.First()}/api/credentials?mode=forward&role={Arena.Role}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", keycloak.MintAccessToken("demo", claims => claims["sub"] = $"caller-{caller:D6}"));
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        string Read(string name) => json.RootElement.GetProperty(name).GetString()!;
        return new Credentials(Read("AccessKeyId"), Read("SecretAccessKey"), Read("SessionToken"));
    }

    /// <summary>Takes YARP's place: has the request made, and an answer read.</summary>
    private sealed class Answering : IHttpForwarder
    {
        public async ValueTask<ForwarderError> SendAsync(
            HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig, HttpTransformer transformer)
        {
            using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), "http://127.0.0.1/");
            await transformer.TransformRequestAsync(context, request, destinationPrefix, CancellationToken.None);
            using var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([1, 2, 3]) };
            await transformer.TransformResponseAsync(context, answer, CancellationToken.None);
            return ForwarderError.None;
        }
    }

    /// <summary>A request as Kestrel has read it, which as many calls begin with as are wanted.</summary>
    private sealed class ParsedRequest(string method, string target, List<KeyValuePair<string, string>> headers, byte[] body)
    {
        public static ParsedRequest Of(byte[] bytes)
        {
            var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
            var lines = Encoding.ASCII.GetString(bytes.AsSpan(0, end)).Split("\r\n");
            var first = lines[0].Split(' ');
            return new ParsedRequest(
                first[0],
                first[1],
                [.. lines[1..].Select(line => line.Split(": ", 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1]))],
                bytes[(end + 4)..]);
        }

        public DefaultHttpContext NewContext(IServiceProvider services)
        {
            var context = new DefaultHttpContext { RequestServices = services };
            context.Features.Get<IHttpRequestFeature>()!.RawTarget = target;
            context.Request.Method = method;
            context.Request.Path = target;
            foreach (var (name, value) in headers)
            {
                context.Request.Headers[name] = value;
            }

            context.Request.Body = new MemoryStream(body);
            return context;
        }
    }
}
