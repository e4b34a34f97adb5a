using System.Runtime.CompilerServices;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Doctor;

/// <summary>The gateway's own word on its health, and its clock against ours.</summary>
internal sealed class GatewaySteps(CliContext context, Target target)
{
    // AWS refuses signatures that are five minutes off at some services, fifteen at others; tokens are checked within seconds.
    private static readonly TimeSpan Tolerable = TimeSpan.FromSeconds(30);

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var response = await context.Http.GetAsync(target.Address("/readyz"), cancellation);
        yield return response.IsSuccessStatusCode
            ? new Finding("readiness", FindingState.Good, "the gateway is ready")
            : new Finding(
                "readiness",
                FindingState.Warning,
                $"The gateway says that it is not ready ({(int)response.StatusCode}): {Shortened(await response.Content.ReadAsStringAsync(cancellation))}",
                "Tell those who run it.");

        if (response.Headers.Date is not { } theirs)
        {
            yield break;
        }

        var difference = (context.Time.GetUtcNow() - theirs).Duration();
        yield return difference <= Tolerable
            ? new Finding("clock", FindingState.Good, "agrees with the gateway's")
            : new Finding(
                "clock",
                FindingState.Bad,
                $"This machine's clock and the gateway's differ by {difference.TotalSeconds:0} seconds.",
                "Set the clock (NTP): signatures and tokens are refused with a wrong one.");
    }

    private static string Shortened(string text) => text.Length > 300 ? $"{text[..300]}…" : text;
}
