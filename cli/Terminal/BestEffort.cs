using Gateway.Cli.Tokens;

namespace Gateway.Cli.Terminal;

/// <summary>Steps that the rest does not depend on: where the machine refuses one, that is told, and what comes after it is done all the same.</summary>
internal static class BestEffort
{
    /// <summary>Does one step.</summary>
    /// <param name="context">Where the refusal is told.</param>
    /// <param name="failed">What has not been done then, as the beginning of a sentence.</param>
    /// <param name="step">The step.</param>
    /// <returns>Whether it was done.</returns>
    public static bool Try(CliContext context, string failed, Action step)
    {
        try
        {
            step();
            return true;
        }
        catch (Exception e) when (e is KeyringException or IOException or UnauthorizedAccessException)
        {
            context.Error.WriteLine($"stsgw: {PlainText.Of($"{failed}: {e.Message}")}");
            return false;
        }
    }
}
