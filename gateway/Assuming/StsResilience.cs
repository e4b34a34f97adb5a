using System.Net;
using Amazon.Runtime;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Gateway.Assuming;

/// <summary>
/// How STS calls are guarded: 8 seconds in all, 3 tries of 3 seconds with jittered exponential back-off, on throttling and faults of the service or
/// the way to it alone; the circuit opens for 10 seconds when half of at least ten calls in 30 seconds failed so.
/// </summary>
internal static class StsResilience
{
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(8);

    public static ResiliencePipeline Build(TimeProvider time, ILogger logger) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddTimeout(TotalTimeout)
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(e => IsTransient(e) || IsThrottling(e)),
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(200),
                UseJitter = true,
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(IsTransient),
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(10),
                OnOpened = opened =>
                {
                    Log.StsCircuitOpened(logger, opened.BreakDuration.TotalSeconds);
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(AttemptTimeout)
            .Build();

    public static bool IsThrottling(Exception e) =>
        e is AmazonServiceException service
        && (service.StatusCode == HttpStatusCode.TooManyRequests
            || service.ErrorCode is "Throttling" or "ThrottlingException" or "ThrottledException" or "RequestThrottled" or "TooManyRequestsException" or "RequestLimitExceeded" or "SlowDown");

    public static bool IsTransient(Exception e) => e switch
    {
        AmazonServiceException service when IsThrottling(e) => false,
        AmazonServiceException service => service.StatusCode >= HttpStatusCode.InternalServerError || service.StatusCode == default || service.InnerException is HttpRequestException,
        TimeoutRejectedException or HttpRequestException or IOException or TaskCanceledException => true,
        AmazonClientException client => client.InnerException is HttpRequestException or IOException or TaskCanceledException,
        _ => false,
    };
}
