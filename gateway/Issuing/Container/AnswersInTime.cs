using Gateway.Auditing;

namespace Gateway.Issuing.Container;

/// <summary>
/// Answers before SDKs give up, which they do after two seconds: while an issuer or STS does not answer they are told so, and ask again. What was asked goes on, for the
/// next who asks.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html</remarks>
internal sealed class AnswersInTime : IEndpointFilter
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1.5);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var gone = http.RequestAborted;
        using var patience = new CancellationTokenSource(Longest, http.RequestServices.GetRequiredService<TimeProvider>());
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, patience.Token);
        http.RequestAborted = either.Token;
        try
        {
            return await next(context);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !gone.IsCancellationRequested)
        {
            return ContainerDoor.Refuse(http, http.Audit().Caller is null
                ? new Refusal(RefusalKind.IssuerUnavailable, "The issuer does not answer in time; try again shortly.")
                : new Refusal(RefusalKind.StsUnavailable, "AWS STS does not answer in time; try again shortly."));
        }
        finally
        {
            http.RequestAborted = gone;
        }
    }
}
