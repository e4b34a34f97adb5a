using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

/// <summary>The gateway's own process, where it cannot start.</summary>
public sealed class FailedStartTests
{
    [Fact]
    public async Task A_bad_policy_file_ends_the_process_with_1_and_every_problem()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-start-");
        try
        {
            var file = Path.Combine(folder.FullName, "policy.yaml");
            await File.WriteAllTextAsync(file, "version: 2\ngrants: 5\n");

            var (code, errors) = await RunAsync(file);

            code.ShouldBe(1);
            errors.ShouldEndWith($"""
                gateway: the policy file is not usable:
                  - The policy file is bad; nothing is served without a policy.
                  - {file}:1:10: error: version: expected 1, the only version there is
                  - {file}:2:9: error: grants: is a number; write it as a list: [5]

                """);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("broken.pem", "tls.key", null, "The certificate FOLDER/broken.pem with the key FOLDER/tls.key cannot be used: ")]
    [InlineData("tls.crt", "nothing.pem", null, "The certificate FOLDER/tls.crt with the key FOLDER/nothing.pem cannot be used: ")]
    [InlineData("tls.crt", "other.key", null, "The certificate FOLDER/tls.crt with the key FOLDER/other.key cannot be used: ")]
    [InlineData("tls.crt", "none.key", null, "The certificate FOLDER/tls.crt with the key FOLDER/none.key cannot be used: ")]
    [InlineData("tls.crt", null, null, "The certificate FOLDER/tls.crt cannot be used: ")]
    [InlineData("tls.pfx", null, "example-only-wrong-password", "The certificate FOLDER/tls.pfx cannot be used: ")]
    public async Task A_certificate_that_cannot_be_used_ends_the_process_with_1_and_names_its_files(string path, string? key, string? password, string expected)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-start-");
        try
        {
            WriteCertificates(folder.FullName);

            var (code, errors) = await RunAsync(
                await PolicyAsync(folder), "--Kestrel:Endpoints:Public:Url=https://127.0.0.1:0", "--Kestrel:Endpoints:Public:Certificate:Path=" + Path.Combine(folder.FullName, path),
                "--Kestrel:Endpoints:Public:Certificate:KeyPath=" + (key is null ? "" : Path.Combine(folder.FullName, key)), "--Kestrel:Endpoints:Public:Certificate:Password=" + password);

            code.ShouldBe(1);
            ShouldEndInOneLine(errors, expected.Replace("FOLDER", folder.FullName, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("--urls=http://192.0.2.1:8080", "The gateway cannot listen on http://192.0.2.1:8080: Cannot assign requested address. Choose an address of this machine")]
    [InlineData("--urls=http://127.0.0.1:99999", "The gateway cannot listen on http://127.0.0.1:99999: A port is a number up to 65535.")]
    [InlineData("--urls=nowhere", "The gateway cannot listen on nowhere: Invalid url: 'nowhere'.")]
    [InlineData("--Kestrel:Endpoints:Public:Url=http://192.0.2.1:8080", "The gateway cannot listen on http://192.0.2.1:8080: Cannot assign requested address.")]
    [InlineData("--Kestrel:Endpoints:Public:Protocols=Http1", "The endpoint Public is missing the required 'Url' parameter.")]
    [InlineData("--urls=https://127.0.0.1:0", "There is no certificate for https://127.0.0.1:0: name its files by Kestrel:Certificates:Default:Path")]
    public async Task An_address_that_cannot_be_had_ends_the_process_with_1_and_is_named(string setting, string expected)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-start-");
        try
        {
            var (code, errors) = await RunAsync(await PolicyAsync(folder), setting);

            code.ShouldBe(1);
            ShouldEndInOneLine(errors, expected);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_address_in_use_ends_the_process_with_1_and_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-start-");
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        try
        {
            var (code, errors) = await RunAsync(await PolicyAsync(folder), $"--urls=http://{other.LocalEndpoint}");

            code.ShouldBe(1);
            ShouldEndInOneLine(errors, $"Failed to bind to address http://{other.LocalEndpoint}: address already in use. Stop what listens there");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_settings_file_that_is_no_JSON_ends_the_process_with_1_and_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-start-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "appsettings.json"), "{ \"Gateway\": ");

            var (code, errors) = await RunAsync(await PolicyAsync(folder), "--contentRoot=" + folder.FullName);

            code.ShouldBe(1);
            errors.ShouldStartWith($"gateway: the configuration is not usable:\n  - Failed to load configuration from file '{folder.FullName}/appsettings.json'. ");
            errors.ShouldNotContain("Unhandled exception");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void ShouldEndInOneLine(string errors, string expected)
    {
        // The log comes from a thread of its own.
        var told = errors.Split('\n');
        told.ShouldContain("gateway: it cannot start:");
        told.Where(line => line.StartsWith("  - ", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldStartWith("  - " + expected);
        errors.ShouldNotContain("Unhandled exception");
    }

    private static async Task<string> PolicyAsync(DirectoryInfo folder)
    {
        var file = Path.Combine(folder.FullName, "policy.yaml");
        await File.WriteAllTextAsync(file, TestPolicy.Usual);
        return file;
    }

    private static void WriteCertificates(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=start", key, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "tls.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "tls.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, "other.key"), other.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, "broken.pem"), "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n");
        File.WriteAllText(Path.Combine(folder, "nothing.pem"), "nothing\n");
        File.WriteAllBytes(Path.Combine(folder, "tls.pfx"), certificate.Export(X509ContentType.Pkcs12, "right"));
    }

    private static async Task<(int Code, string Errors)> RunAsync(string policyFile, params string[] settings)
    {
        await using var process = OwnProcess.Start(policyFile, ["--Gateway:Issuers:0:RequireHttpsMetadata=false", .. settings]);
        return await process.EndedAsync();
    }
}
