using System.Diagnostics.CodeAnalysis;

namespace Gateway.Policies;

/// <summary>A policy, or everything that is wrong with its file.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Snapshot">The policy; null where a problem is more than a warning.</param>
/// <param name="Problems">All problems and warnings, in the order of the file.</param>
internal sealed record PolicyLoadResult(string Name, PolicySnapshot? Snapshot, IReadOnlyList<PolicyProblem> Problems)
{
    [MemberNotNullWhen(true, nameof(Snapshot))]
    public bool Loaded => Snapshot is not null;

    /// <summary>Every problem on a line of its own, as compilers write them: <c>policy.yaml:12:5: error: grants[2].when: …</c></summary>
    public string Report => string.Join('\n', Problems.Select(problem => $"{Name}:{problem}"));
}
