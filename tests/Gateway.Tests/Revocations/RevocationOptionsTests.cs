using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Gateway.Portal.SignIn;
using Gateway.Revocations;
using Gateway.Tests.Hosting;
using Gateway.Tests.Portal;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Revocations;

/// <summary>What was revoked is remembered for as long as anything that the gateway gave out could bring it back.</summary>
public sealed class RevocationOptionsTests
{
    private static readonly TimeSpan LongestGranted = TimeSpan.FromSeconds(43_200);

    private static TimeSpan Shortest => TimeSpan.Parse(
        (string)typeof(RevocationOptions).GetProperty(nameof(RevocationOptions.Lifetime))!.GetCustomAttribute<RangeAttribute>()!.Minimum, CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_lifetime_that_a_portal_s_cookie_would_outlive_stops_the_start()
    {
        var thrown = await Should.ThrowAsync<OptionsValidationException>(() => TestGateway.StartAsync(settings: [("Gateway:Revocations:Lifetime", "23:59:59")]));

        thrown.Failures.ShouldBe(["Gateway:Revocations:Lifetime must be between 1.00:00:00, so that no portal cookie outlives what was revoked, and 30.00:00:00."]);
    }

    [Fact]
    public async Task No_session_outlives_the_shortest_lifetime()
    {
        await using var gateway = await PortalGateway.StartAsync();

        var cookie = gateway.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(PortalSchemes.Cookie);

        cookie.ExpireTimeSpan.ShouldBeLessThanOrEqualTo(Shortest);
        LongestGranted.ShouldBeLessThanOrEqualTo(Shortest);
        new RevocationOptions().Lifetime.ShouldBeGreaterThanOrEqualTo(Shortest);
    }
}
