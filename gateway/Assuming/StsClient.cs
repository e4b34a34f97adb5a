using System.Diagnostics;
using System.Text.Json;
using System.Xml;
using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Gateway.Aws;
using Gateway.Policies;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;

namespace Gateway.Assuming;

/// <summary>Asks STS for one role session, through the resilience of <see cref="StsResilience"/>; failures are values.</summary>
internal sealed class StsClient(
    IOptions<AwsOptions> options, BaseCredentials baseCredentials, TimeProvider time, GatewayMetrics metrics, ILogger<StsClient> logger) : IDisposable
{
    /// <summary>The longest session that role chaining gives.</summary>
    public static readonly TimeSpan LongestChained = TimeSpan.FromHours(1);

    private static readonly AssumeResult CannotBeHad = AssumeResult.Fail(AssumeFailureReason.NoBaseCredentials,
        "The gateway's own AWS credentials cannot be had; its operator finds the cause in the gateway's log.");

    // Made with the first call; no Lazy, whose type would load the library with this one.
    private ResiliencePipeline? resilience;
    private readonly SemaphoreSlim creating = new(1);
    private volatile AmazonSecurityTokenServiceClient? client;

    private ResiliencePipeline Resilience => resilience ?? Interlocked.CompareExchange(ref resilience, StsResilience.Build(time, logger), comparand: null) ?? resilience;

    /// <summary>Assumes the role; a duration beyond what role chaining gives is asked for as that.</summary>
    public async Task<AssumeResult> AssumeAsync(RoleSession session)
    {
        using var span = Tracing.Start(Tracing.AssumeRole, ActivityKind.Client);
        Tracing.Leave();
        var began = time.GetTimestamp();
        metrics.StsAsked();
        var result = await AskAsync(session);
        var outcome = result.Assumed ? "assumed" : JsonNamingPolicy.KebabCaseLower.ConvertName(result.Failure.Reason.ToString());
        metrics.StsAnswered(outcome, time.GetElapsedTime(began));
        span?.SetTag(TagNames.Outcome, outcome);
        if (!result.Assumed)
        {
            span.Fail(outcome);
        }

        return result;
    }

    public void Dispose()
    {
        client?.Dispose();
        creating.Dispose();
    }

    private async Task<AssumeResult> AskAsync(RoleSession session)
    {
        try
        {
            var own = await baseCredentials.HaveAsync();
            if (own.Problem is { } problem)
            {
                Log.AssumeFailed(logger, session.RoleArn.ToString(), nameof(AssumeFailureReason.NoBaseCredentials), "The gateway's own AWS credentials cannot be had: " + problem);
                return CannotBeHad;
            }

            if (own.Credentials is null)
            {
                return AssumeResult.Fail(AssumeFailureReason.NoBaseCredentials,
                    "The gateway has no AWS credentials of its own; its operator must give it a role (IRSA, Pod Identity, instance profile) or a profile.");
            }

            var sts = await ClientAsync();
            var request = Request(session, BaseCredentials.IsRole(own.Credentials));
            var answer = await Resilience.ExecuteAsync(async token => await AssumeRoleAsync(sts, request, token));
            if (answer.Credentials is { Expiration: not null })
            {
                return AssumeResult.Of(Read(answer));
            }

            Log.AssumeFailed(logger, session.RoleArn.ToString(), "NoCredentials", "What answers in place of AWS STS gave no credentials; look at Gateway:Aws:Endpoints:sts and at proxies on the way");
            return AssumeResult.Fail(AssumeFailureReason.Unavailable, "AWS STS gave an answer without credentials; try again shortly.");
        }
        catch (Exception e)
        {
            return Fail(session, e);
        }
    }

    // The SDK looks for credentials and heeds no token at that; what is left behind may fail unseen.
    private static Task<AssumeRoleResponse> AssumeRoleAsync(AmazonSecurityTokenServiceClient sts, AssumeRoleRequest request, CancellationToken cancellation)
    {
        var assuming = sts.AssumeRoleAsync(request, cancellation);
        _ = assuming.ContinueWith(static left => left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return assuming.WaitAsync(cancellation);
    }

    // Once they were had.
    private async ValueTask<AmazonSecurityTokenServiceClient> ClientAsync()
    {
        if (client is not null)
        {
            return client;
        }

        var credentials = await baseCredentials.FindAsync();
        await creating.WaitAsync();
        try
        {
            return client ??= new AmazonSecurityTokenServiceClient(credentials, Configuration(options.Value));
        }
        finally
        {
            creating.Release();
        }
    }

    private static AmazonSecurityTokenServiceConfig Configuration(AwsOptions aws)
    {
        // Polly retries and times out; the SDK tries once.
        var configuration = new AmazonSecurityTokenServiceConfig { MaxErrorRetry = 0, Timeout = StsResilience.AttemptTimeout, AllowAutoRedirect = false };
        if (aws.OverrideFor("sts") is { } url)
        {
            configuration.ServiceURL = url.ToString();
            configuration.AuthenticationRegion = aws.Region;
        }
        else
        {
            configuration.RegionEndpoint = RegionEndpoint.GetBySystemName(aws.Region);
        }

        return configuration;
    }

    private static AssumeRoleRequest Request(RoleSession session, bool chained)
    {
        var duration = chained && session.Duration > LongestChained ? LongestChained : session.Duration;
        var request = new AssumeRoleRequest
        {
            RoleArn = session.RoleArn.ToString(),
            RoleSessionName = session.SessionName,
            DurationSeconds = (int)duration.TotalSeconds,
            SourceIdentity = session.SourceIdentity,
            Policy = session.SessionPolicy,
            ExternalId = session.ExternalId,
        };
        if (session.Tags.Count > 0)
        {
            request.Tags = [.. session.Tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];
            request.TransitiveTagKeys = session.TransitiveTags.Count > 0 ? [.. session.TransitiveTags] : null;
        }

        return request;
    }

    private static AwsCredentials Read(AssumeRoleResponse answer) => new()
    {
        AccessKeyId = answer.Credentials.AccessKeyId,
        SecretAccessKey = answer.Credentials.SecretAccessKey,
        SessionToken = answer.Credentials.SessionToken,
        Expires = new DateTimeOffset(answer.Credentials.Expiration!.Value.ToUniversalTime(), TimeSpan.Zero),
        AssumedRoleArn = answer.AssumedRoleUser?.Arn ?? "",
        AssumedRoleId = answer.AssumedRoleUser?.AssumedRoleId ?? "",
    };

    private AssumeResult Fail(RoleSession session, Exception e)
    {
        var arn = session.RoleArn.ToString();
        Log.AssumeFailed(logger, arn, (e as AmazonServiceException)?.ErrorCode ?? e.GetType().Name, e.Message);
        return e switch
        {
            _ when StsResilience.IsThrottling(e) => AssumeResult.Fail(AssumeFailureReason.Throttled, "AWS STS is throttling the gateway; try again shortly."),
            _ when StsResilience.IsTransient(e) || e is BrokenCircuitException =>
                AssumeResult.Fail(AssumeFailureReason.Unavailable, "AWS STS cannot be reached at the moment; try again shortly."),
            _ when e is XmlException or AmazonUnmarshallingException || e.InnerException is XmlException => AssumeResult.Fail(AssumeFailureReason.Unavailable, "What answers in place of AWS STS is not STS, or breaks off; try again shortly."),
            AmazonServiceException { ErrorCode: "AccessDenied" } => AssumeResult.Fail(AssumeFailureReason.Refused,
                $"AWS STS refuses {arn}: its trust policy must let the gateway's role assume it, tag the session and set its source identity, "
                + "and the gateway's own role must be allowed to; the gateway's log has what STS said."),
            AmazonServiceException { ErrorCode: "ExpiredToken" or "InvalidClientTokenId" or "SignatureDoesNotMatch" or "RequestExpired" or "UnrecognizedClientException" or "IncompleteSignature" } =>
                AssumeResult.Fail(AssumeFailureReason.NoBaseCredentials, "AWS STS does not take the gateway's own credentials; its operator finds the cause in the gateway's log."),
            AmazonServiceException { ErrorCode: "RegionDisabled" or "RegionDisabledException" } => AssumeResult.Fail(AssumeFailureReason.Unavailable,
                $"AWS STS is not activated in {options.Value.Region} for the account of {arn}; the operator must activate it there, in IAM's account settings, or set Gateway:Aws:Region to a region where it is."),
            AmazonServiceException service => AssumeResult.Fail(AssumeFailureReason.Refused,
                $"AWS STS refuses the session for {arn} ({service.ErrorCode}); the policy file's grant must be mended, and the gateway's log has what STS said."),
            _ => CannotBeHad,
        };
    }
}
