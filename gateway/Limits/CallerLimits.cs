using System.Collections.Concurrent;
using Gateway.Identity;
using Microsoft.Extensions.Options;

namespace Gateway.Limits;

/// <summary>Bounds what one caller may take, be it by one token or by many: rate and requests at one time. Known are verified callers alone.</summary>
internal sealed class CallerLimits(BudgetLimits limits, TimeProvider time)
{
    /// <summary>Callers that are kept, about 200 bytes each; those unused for longest go first, and begin anew when they come again.</summary>
    public const int MaxCallers = 100_000;

    /// <summary>What a caller over its limit is told.</summary>
    public const string Message = "You make more requests than the gateway takes of one caller; slow down and try again.";

    private readonly ConcurrentDictionary<CallerId, CallerBudget> callers = new();
    private readonly Trimmer trimmer = new();

    /// <summary>The limits of requests.</summary>
    public CallerLimits(IOptions<LimitOptions> options, TimeProvider time)
        : this(new BudgetLimits(options.Value.RequestsPerSecond, options.Value.Burst, options.Value.ConcurrentRequests), time)
    {
    }

    public int Count => callers.Count;

    /// <summary>The caller's budget, of which a request was taken and must be given back by <see cref="CallerBudget.Leave"/>; null over the limit.</summary>
    public CallerBudget? Enter(Caller caller) => Enter(new CallerId(caller));

    /// <inheritdoc cref="Enter(Caller)"/>
    public CallerBudget? Enter(CallerId id)
    {
        if (!callers.TryGetValue(id, out var budget))
        {
            budget = callers.GetOrAdd(id, _ => new CallerBudget(limits, time));
            trimmer.Trim(callers, MaxCallers, all => all.OrderBy(entry => entry.Value.LastUsed), entry => callers.TryRemove(entry));
        }

        return budget.TryEnter() ? budget : null;
    }

    /// <summary>Whether the caller might have one more; takes nothing.</summary>
    public bool HasRoom(CallerId id) => !callers.TryGetValue(id, out var budget) || budget.HasRoom;
}
