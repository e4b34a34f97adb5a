using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using Gateway.Sandbox.Aws;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Gateway.Tests.StandIns;

/// <summary>An AWS with one bucket for each test, called by the real SDK.</summary>
public abstract class AwsTests : IAsyncLifetime
{
    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Ten minutes behind the SDK's clock, so that a session of fifteen can end within the bounds of a signature's date.</summary>
    private protected FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow().AddMinutes(-10));

    private protected AwsStandIn Aws { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Aws = await AwsStandIn.StartAsync(Time);
        Aws.Objects.Create("orders");
    }

    public async ValueTask DisposeAsync()
    {
        await Aws.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<SessionAWSCredentials> AssumeAsync(string? policy = null, int seconds = 3600)
    {
        using var sts = SdkClients.Sts(Aws.Url, SdkClients.Base);
        var answer = await sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = "arn:aws:iam::111122223333:role/OrdersReader",
            RoleSessionName = "demo",
            DurationSeconds = seconds,
            Policy = policy,
            Tags = [new Amazon.SecurityToken.Model.Tag { Key = "team", Value = "orders" }],
        });
        return new SessionAWSCredentials(answer.Credentials.AccessKeyId, answer.Credentials.SecretAccessKey, answer.Credentials.SessionToken);
    }
}
