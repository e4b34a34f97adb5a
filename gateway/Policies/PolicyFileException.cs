namespace Gateway.Policies;

/// <summary>The first policy file cannot be loaded, so that there is nothing to decide by.</summary>
internal sealed class PolicyFileException(string message) : Exception(message);
