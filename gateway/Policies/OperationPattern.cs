using System.IO.Enumeration;

namespace Gateway.Policies;

/// <summary>Operations of a service, as in <c>dynamodb:Get*</c>: names of AWS's API, which are mostly, but not always, those of IAM's actions.</summary>
/// <param name="Service">An endpoint name.</param>
/// <param name="Name">The operation's name; <c>*</c> is any number of characters, <c>?</c> is one.</param>
internal sealed record OperationPattern(string Service, string Name)
{
    /// <summary>Reads <c>service:Operation</c>.</summary>
    public static OperationPattern Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new OperationPattern(text[..colon], text[(colon + 1)..]);
    }

    /// <summary>Whether that operation of the service is meant, without regard to case.</summary>
    public bool Matches(string operation) => FileSystemName.MatchesSimpleExpression(Name, operation, ignoreCase: true);

    public override string ToString() => $"{Service}:{Name}";
}
