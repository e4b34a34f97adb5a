namespace Gateway.Policies;

/// <summary>Reads a policy file; <c>docs/policy-reference.md</c> describes every key.</summary>
internal static class PolicyFile
{
    /// <summary>The most bytes that a policy file may have: 4 MiB.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Reads a policy and reports every problem at once; never throws for what the file holds.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="bytes">The file: YAML, or JSON, in UTF-8.</param>
    /// <param name="knownServices">Endpoint names that <c>permit.services</c> may use; null: any.</param>
    public static PolicyLoadResult Parse(string name, ReadOnlyMemory<byte> bytes, IReadOnlySet<string>? knownServices = null) =>
        throw new NotSupportedException();
}
