namespace Gateway.Policies.Commands;

/// <summary>What the command line looks like.</summary>
internal static class CommandUsage
{
    public const string Text = $"Usage:\n{Commands}";

    /// <summary>A line for each command and what it does.</summary>
    public const string Commands = """
          gateway policy check FILE
              Reports everything that is wrong with a policy file. Exit code 1 if anything is.
          gateway policy explain FILE --claims CLAIMS.json [--role ID] [--source-ip IP] [--client-id gateway] [--now RFC3339] [--output text|json]
              Says for a token's claims (its decoded payload, or the token itself) which grants match and why, and what AWS would be asked for.
        """;

    /// <summary>Says what is wrong with the command line.</summary>
    public static int Fail(TextWriter errors, string problem)
    {
        errors.WriteLine($"gateway policy: {problem}");
        errors.WriteLine(Text);
        return 2;
    }
}
