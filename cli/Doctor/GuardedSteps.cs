using System.Runtime.CompilerServices;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Doctor;

/// <summary>Steps whose exceptions are findings: what was found before is not lost with them.</summary>
internal static class GuardedSteps
{
    /// <summary>Hands on what steps find. What one throws is a bad finding, and ends them.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="step">The name of the step that is under way.</param>
    /// <param name="cancellation">Ends the examination; that is no finding.</param>
    public static async IAsyncEnumerable<Finding> Guard(
        this IAsyncEnumerable<Finding> steps, Func<string> step, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var each = steps.GetAsyncEnumerator(cancellation);
        while (await NextAsync(each, step, cancellation) is { } finding)
        {
            yield return finding;
        }
    }

    private static async Task<Finding?> NextAsync(IAsyncEnumerator<Finding> steps, Func<string> step, CancellationToken cancellation)
    {
        try
        {
            return await steps.MoveNextAsync() ? steps.Current : null;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return new Finding(step(), FindingState.Bad, e.Message, (e as KeyringException)?.Advice);
        }
    }
}
