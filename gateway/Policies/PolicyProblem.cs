namespace Gateway.Policies;

/// <summary>One thing wrong with a policy file, or worth a second look.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Path">Where in the document, as <c>grants[2].when.acr</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong and what would be right.</param>
/// <param name="Rule">Which rule is broken.</param>
/// <param name="Warning">Whether the file loads all the same.</param>
internal sealed record PolicyProblem(int Line, int Column, string Path, string Message, PolicyRule Rule, bool Warning = false)
{
    /// <summary><c>12:5: error: grants[2].when.acr: …</c></summary>
    public override string ToString() =>
        $"{Line}:{Column}: {(Warning ? "warning" : "error")}: {(Path.Length == 0 ? "" : Path + ": ")}{Message}";
}
