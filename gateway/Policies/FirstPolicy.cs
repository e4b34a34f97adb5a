using Microsoft.Extensions.Options;

namespace Gateway.Policies;

/// <summary>The policy file at the start, when no older one is in force.</summary>
internal static class FirstPolicy
{
    /// <summary>The file's bytes and its policy.</summary>
    /// <exception cref="PolicyFileException">It cannot be read, or is bad; with every problem on a line.</exception>
    public static (byte[] Bytes, PolicySnapshot Snapshot, PolicyLoadResult Result) Read(string file, IReadOnlySet<string>? knownServices)
    {
        byte[] bytes;
        try
        {
            bytes = PolicyFileBytes.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PolicyFileException($"The policy file '{file}' (Gateway:PolicyFile) cannot be read: {e.Message}");
        }

        var result = PolicyFile.Parse(file, bytes, knownServices);
        return result.Loaded
            ? (bytes, result.Snapshot, result)
            : throw new PolicyFileException($"The policy file is bad; nothing is served without a policy.\n{result.Report}");
    }

    /// <summary>What is wrong with the file, as options have it, for a start that fails without it as well; null where nothing is, or no file is named.</summary>
    public static OptionsValidationException? ProblemsOf(string? file, IReadOnlySet<string>? knownServices)
    {
        try
        {
            _ = string.IsNullOrWhiteSpace(file) ? default : Read(file, knownServices);
            return null;
        }
        catch (PolicyFileException e)
        {
            return new OptionsValidationException(Options.DefaultName, typeof(PolicyOptions), e.Message.Split('\n'));
        }
    }
}
