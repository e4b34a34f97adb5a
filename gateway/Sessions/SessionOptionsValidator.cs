using Microsoft.Extensions.Options;

namespace Gateway.Sessions;

/// <summary>Checks the session keys without ever repeating one in a message.</summary>
internal sealed class SessionOptionsValidator : IValidateOptions<SessionOptions>
{
    public ValidateOptionsResult Validate(string? name, SessionOptions options)
    {
        var problems = options.Keys
            .Select((key, i) => (Key: key, Index: i))
            .Where(entry => !SessionKey.TryParse(entry.Key, out _))
            .Select(entry => $"Gateway:Sessions:Keys:{entry.Index} is not the base64 of exactly 32 bytes; make one with: openssl rand -base64 32.")
            .ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
