using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Helm;

/// <summary>A real kube-apiserver on a real etcd. No pod runs there: it admits, keeps and refuses what it is given.</summary>
internal sealed class KubernetesApi : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Scratch _scratch = new();
    private readonly Uri _address = new($"https://127.0.0.1:{LoopbackPort.Next()}");
    private readonly string _token = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly HttpMessageHandler _handler;
    private ServerProcess? _etcd;
    private ServerProcess? _server;
    private int _namespaces;

    private KubernetesApi()
    {
        _handler = Certificate.TrustingHandler();
        Http = new HttpClient(_handler) { BaseAddress = _address };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        Kubeconfig = _scratch.Write("kubeconfig", $$"""
            apiVersion: v1
            kind: Config
            clusters: [{ name: real, cluster: { server: "{{_address}}", certificate-authority: "{{CertificateFile}}" } }]
            users: [{ name: admin, user: { token: "{{_token}}" } }]
            contexts: [{ name: real, context: { cluster: real, user: admin } }]
            current-context: real
            """);
        if (!OperatingSystem.IsWindows())
        {
            // helm warns of one that others can read.
            File.SetUnixFileMode(Kubeconfig, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public HttpClient Http { get; }

    /// <summary>The API server's own certificate, and the one in the Secret <c>gateway-tls</c>.</summary>
    public LoopbackCertificate Certificate { get; } = LoopbackCertificate.Create();

    public string Kubeconfig { get; }

    public static string? FindEtcd() => Tool.OnPath("etcd");

    public static async Task<string?> FindApiServerAsync() => Tool.OnPath("kube-apiserver") ?? await Tool.UnpackAsync("kube-apiserver");

    public static async Task<KubernetesApi> StartAsync()
    {
        var etcd = Tool.Require("etcd", "etcd", "Install etcd.");
        var server = await FindApiServerAsync();
        if (server is null)
        {
            AbsentPart.Report("kube-apiserver", "Put kube-apiserver on the PATH.");
        }

        var api = new KubernetesApi();
        return await api.OnceAsync(api.RunAsync(etcd, server));
    }

    public async Task<KubernetesNamespace> NamespaceAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test-{Interlocked.Increment(ref _namespaces)}");
        return await KubernetesNamespace.CreateAsync(this, name);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _handler.Dispose();
        foreach (var process in new[] { _server, _etcd })
        {
            if (process is not null)
            {
                await process.DisposeAsync();
            }
        }

        _scratch.Dispose();
    }

    private string CertificateFile => _scratch.Write("apiserver.crt", Certificate.Pem);

    private async Task RunAsync(string etcd, string server)
    {
        var client = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}");
        var peers = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}");
        var nothing = new Dictionary<string, string?>();
        _etcd = ServerProcess.Start(
            "etcd",
            etcd,
            [
                "--data-dir", _scratch.PathOf("etcd"), "--listen-client-urls", $"http://{client.Authority}",
                "--advertise-client-urls", $"http://{client.Authority}", "--listen-peer-urls", $"http://{peers.Authority}",
            ],
            nothing,
            _scratch.Root);
        await _etcd.ReadyAsync(new Uri(client, "/health"), Patience);

        using var key = RSA.Create(2048);
        var accountKey = _scratch.Write("accounts.key", key.ExportRSAPrivateKeyPem());
        _server = ServerProcess.Start(
            "kube-apiserver",
            server,
            [
                "--etcd-servers", $"http://{client.Authority}", "--bind-address", "127.0.0.1", "--secure-port", $"{_address.Port}",
                "--tls-cert-file", CertificateFile, "--tls-private-key-file", _scratch.Write("apiserver.key", Certificate.KeyPem),
                "--service-account-issuer", "https://kubernetes.default.svc",
                "--service-account-key-file", accountKey, "--service-account-signing-key-file", accountKey,
                "--token-auth-file", _scratch.Write("tokens.csv", $"{_token},admin,admin,system:masters\n"), "--authorization-mode", "RBAC",
                "--service-cluster-ip-range", "10.0.0.0/24", "--enable-admission-plugins", "PodSecurity",
                // Its accounts are made by a controller, and no controller runs here.
                "--disable-admission-plugins", "ServiceAccount",
            ],
            nothing,
            _scratch.Root);
        await _server.ReadyAsync(new Uri(_address, "/readyz"), Patience, _handler);
    }
}
