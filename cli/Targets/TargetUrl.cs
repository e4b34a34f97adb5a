using Gateway.Cli.Terminal;

namespace Gateway.Cli.Targets;

/// <summary>Reads a gateway's address as a person types it.</summary>
internal static class TargetUrl
{
    public static Result<Uri> Parse(string text, bool allowHttp)
    {
        var typed = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        if (!Uri.TryCreate(typed, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.Host.Length == 0)
        {
            return new Failure(ExitCode.Usage, $"'{text}' is not the address of a gateway.", "Give it like https://gateway.example.com.");
        }

        if (url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            return new Failure(ExitCode.Usage, "The address of a gateway has no user name, query or fragment.");
        }

        if (url.Scheme == "http" && !url.IsLoopback && !allowHttp)
        {
            return new Failure(
                ExitCode.Usage,
                $"{url} is plain http: tokens could be read on the way.",
                "Use https, or pass --allow-http for a network that you trust.");
        }

        return new Uri(url.AbsoluteUri.TrimEnd('/'));
    }
}
