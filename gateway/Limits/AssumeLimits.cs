using Microsoft.Extensions.Options;

namespace Gateway.Limits;

/// <summary>
/// Bounds the calls to STS and to AWS's sign-in service that one caller causes: each session policy is another role session, a call to STS goes on though its caller is gone,
/// and each console sign-in is a call of its own, though its role session is kept.
/// </summary>
internal sealed class AssumeLimits(IOptions<LimitOptions> options, TimeProvider time)
{
    /// <summary>What a caller over its limit is told.</summary>
    public const string Message = "You ask for more new role sessions and console sign-ins than the gateway asks AWS for on behalf of one caller (Gateway:Limits:AssumesPerSecond); try again shortly.";

    private const int AtOnce = 1_000;
    private const int UnderWay = 200;

    private readonly CallerLimits limits = new(
        new BudgetLimits(options.Value.AssumesPerSecond, AtOnce, options.Value.AssumesPerSecond == 0 ? 0 : UnderWay), time);

    /// <summary>Whether the caller might have AWS asked once more; takes nothing.</summary>
    public bool HasRoom(CallerId caller) => limits.HasRoom(caller);

    /// <summary>The budget that one call was taken of, to be left when it has ended; null over the limit.</summary>
    public CallerBudget? Enter(CallerId caller) => limits.Enter(caller);
}
