namespace Gateway.Policies;

/// <summary><c>gateway policy check|explain</c>: says what a policy file means without running anything.</summary>
internal static class PolicyCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="args">What follows <c>gateway policy</c>.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="errors">Standard error.</param>
    /// <returns>The exit code: 0, 1 where the file is bad, 2 where the command line is.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter errors) => throw new NotSupportedException();
}
