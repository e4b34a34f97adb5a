namespace Gateway.Cli.Profiles;

/// <summary>Names for profiles that every AWS tool reads, made of prefixes and role ids that may hold anything.</summary>
internal static class ProfileName
{
    public static string Of(string prefix, string roleId) =>
        string.Concat($"{prefix}{roleId}".Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
}
