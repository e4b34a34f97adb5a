namespace Gateway;

/// <summary>A section of the configuration that is read, and the options that it is read into.</summary>
/// <param name="Path">The section's, as in <c>Gateway:Audit</c>.</param>
/// <param name="Type">The options' type.</param>
internal sealed record KnownSection(string Path, Type Type);
