using Gateway.Hosting;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sso;

public sealed class SsoOptionsTests
{
    [Fact]
    public void Every_wrong_setting_is_told_by_its_key()
    {
        var thrown = Should.Throw<Exception>(() => GatewayApp.Build(
        [
            "--Gateway:Issuers:0:Authority=https://sso.example/realms/example", "--Gateway:Issuers:0:Audience=gateway", "--Gateway:Sso:Issuer=https://elsewhere.example",
            "--Gateway:Sso:LoginsPerMinute=0", "--Gateway:Sso:TokensPerMinute=9",
        ]));

        var told = string.Join('\n', thrown is AggregateException several
            ? several.InnerExceptions.OfType<OptionsValidationException>().SelectMany(e => e.Failures)
            : ((OptionsValidationException)thrown).Failures);
        foreach (var key in new[] { "Gateway:Sso:Issuer", "Gateway:Sso:LoginsPerMinute", "Gateway:Sso:TokensPerMinute" })
        {
            told.ShouldContain(key);
        }
    }
}
