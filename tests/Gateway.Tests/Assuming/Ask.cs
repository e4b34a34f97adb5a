using Gateway.Assuming;
using Gateway.Limits;
using Gateway.Policies;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Gateway.Tests.Assuming;

/// <summary>Asks a gateway's role sessions for a quarter of an hour as OrdersReader.</summary>
internal static class Ask
{
    public static RoleSessions Sessions(this TestGateway gateway) => gateway.Services.GetRequiredService<RoleSessions>();

    public static Task<AssumeResult> AssumeAsync(this TestGateway gateway, string subject = "demo") =>
        gateway.Sessions().GetAsync(Id(subject), CancellationToken.None).AsTask();

    public static SessionId Id(string subject = "demo", string sessionName = "demo")
    {
        RoleArn.TryParse(TestPolicy.ReaderArn, out var arn, out _).ShouldBeTrue();
        return new SessionId(new CallerId("issuer", subject), new RoleSession
        {
            RoleArn = arn,
            SessionName = sessionName,
            Tags = [],
            TransitiveTags = [],
            Duration = TimeSpan.FromMinutes(15),
        });
    }
}
