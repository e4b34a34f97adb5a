using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Keycloak;

/// <summary>A Keycloak with the realm that ships, in a home of its own.</summary>
internal sealed class KeycloakServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Scratch _scratch;
    private readonly ServerProcess _process;

    private KeycloakServer(Scratch scratch, ServerProcess process, Uri address)
    {
        _scratch = scratch;
        _process = process;
        Address = address;
        Example = new KeycloakRealm(address, "example");
        Admin = new KeycloakAdmin(address);
    }

    public Uri Address { get; }

    public KeycloakRealm Example { get; }

    public KeycloakAdmin Admin { get; }

    /// <summary>Where Keycloak is installed, built for <c>dev-file</c> with health on; null where it is not.</summary>
    public static async Task<string?> FindHomeAsync()
    {
        if (Tool.OnPath("kc.sh") is { } script)
        {
            var target = File.ResolveLinkTarget(script, returnFinalTarget: true)?.FullName ?? script;
            return Path.GetDirectoryName(Path.GetDirectoryName(target));
        }

        return await Tool.UnpackAsync("keycloak");
    }

    public static async Task<KeycloakServer> StartAsync()
    {
        Tool.Require("java", "Java", "Keycloak runs on Java 17 or later.");
        var home = await FindHomeAsync();
        if (home is null)
        {
            AbsentPart.Report("Keycloak", "Put its kc.sh on the PATH, built for dev-file with health on.");
        }

        var scratch = new Scratch();
        PrepareHome(home, scratch);
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}");
        var management = new Uri($"http://127.0.0.1:{LoopbackPort.Next()}");
        var process = ServerProcess.Start(
            "Keycloak",
            scratch.PathOf("bin", "kc.sh"),
            [
                "start", "--optimized", "--import-realm", "--http-enabled=true", "--hostname-strict=false", "--cache=local",
                "--http-host=127.0.0.1", $"--http-port={address.Port}", $"--http-management-port={management.Port}",
            ],
            new Dictionary<string, string?>
            {
                ["KC_BOOTSTRAP_ADMIN_USERNAME"] = KeycloakAdmin.Name,
                ["KC_BOOTSTRAP_ADMIN_PASSWORD"] = KeycloakAdmin.Password,
            },
            scratch.Root);
        var server = new KeycloakServer(scratch, process, address);
        return await server.OnceAsync(process.ReadyAsync(new Uri(management, "/health/ready"), Patience));
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        Example.Dispose();
        await _process.DisposeAsync();
        _scratch.Dispose();
    }

    /// <summary>The scripts find their home by their own path, so they are copied; what is only read is linked.</summary>
    private static void PrepareHome(string installed, Scratch scratch)
    {
        CopyFolder(Path.Combine(installed, "bin"), scratch.Folder("bin"));
        foreach (var name in (string[])["lib", "conf", "providers", "themes"])
        {
            Directory.CreateSymbolicLink(scratch.PathOf(name), Path.Combine(installed, name));
        }

        var import = scratch.Folder("data", "import");
        File.Copy(Repository.PathOf("keycloak", "example-realm.json"), Path.Combine(import, "example-realm.json"));
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.GetDirectories(from))
        {
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
