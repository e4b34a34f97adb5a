using System.Threading.RateLimiting;
using Gateway.Issuing;
using Gateway.Policies;

namespace Gateway.Portal.Why;

/// <summary>
/// Explains the policy to one person at a time: every grant of the file is looked at, so that an explanation takes memory by their number, whoever asks for it.
/// </summary>
internal sealed class Explanations(PolicyStore policies, TimeProvider time) : IDisposable
{
    /// <summary>How many may wait for their turn.</summary>
    public const int MostWaiting = 20;

    private readonly ConcurrencyLimiter turns = new(
        new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = MostWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>What the policy says of the caller; null where too many wait.</summary>
    public async ValueTask<WhyModel?> OfAsync(HttpContext context)
    {
        using var turn = await TakeTurnAsync(context.RequestAborted);
        return turn.IsAcquired ? new WhyModel(context.Caller(), policies.Current.Explain(context.Caller(), context.AccessContext(time))) : null;
    }

    /// <summary>Waits for one's turn, which lasts until it is disposed of; not acquired where too many wait.</summary>
    public ValueTask<RateLimitLease> TakeTurnAsync(CancellationToken cancellation) => turns.AcquireAsync(permitCount: 1, cancellation);

    public void Dispose() => turns.Dispose();
}
