namespace Gateway.Policies.Commands;

/// <summary>Loads the policy file that a command line names.</summary>
internal static class PolicyFileLoader
{
    /// <summary>The file's policy and problems; null, with the reason written, where it cannot be read.</summary>
    public static PolicyLoadResult? Load(string file, TextWriter errors, IReadOnlySet<string>? knownServices)
    {
        try
        {
            return PolicyFile.Parse(file, PolicyFileBytes.Read(file), knownServices);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"{file}: error: cannot be read: {e.Message}");
            return null;
        }
    }
}
