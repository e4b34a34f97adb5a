using Gateway.Forwarding.Endpoints;
using Gateway.Policies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

public sealed class PolicyRegistrationTests
{
    [Fact]
    public async Task A_host_has_its_policy_once_it_has_started()
    {
        using var folder = new PolicyFolder();
        folder.Write(Policy.OneGrant());
        await using var host = Host(folder.File);

        await host.StartAsync(TestContext.Current.CancellationToken);

        host.Services.GetRequiredService<PolicyStore>().Current.Grants.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_host_without_a_policy_file_does_not_start()
    {
        await using var host = Host("");

        var stopped = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        stopped.Message.ShouldContain("Gateway:PolicyFile is required");
    }

    private static WebApplication Host(string file)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Gateway:PolicyFile", file]);
        builder.Logging.ClearProviders();
        builder.Services.AddPolicies(builder.Configuration, EndpointTable.Default.KnownNames);
        return builder.Build();
    }
}
