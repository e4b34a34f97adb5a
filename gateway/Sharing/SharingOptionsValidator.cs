using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Gateway.Sharing;

/// <summary>Checks the connection string without ever repeating it in a message.</summary>
internal sealed class SharingOptionsValidator : IValidateOptions<SharingOptions>
{
    public ValidateOptionsResult Validate(string? name, SharingOptions options)
    {
        if (!options.IsShared)
        {
            return ValidateOptionsResult.Success;
        }

        if (HasHostBehindPassword(options.Redis!))
        {
            return ValidateOptionsResult.Fail("Gateway:Redis names a host behind a password. A password in it can hold no comma, which divides it; name hosts before the password.");
        }

        return IsUsable(options.Redis!)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Gateway:Redis is no connection string of StackExchange.Redis; it begins with host and port, as in redis.example:6379,ssl=true.");
    }

    // The rest of a password with a comma would be taken for a host, and hosts are named in errors.
    private static bool HasHostBehindPassword(string connection) => connection.Split(',')
        .SkipWhile(part => !part.Contains("password=", StringComparison.OrdinalIgnoreCase))
        .Any(part => !string.IsNullOrWhiteSpace(part) && !part.Contains('=', StringComparison.Ordinal));

    private static bool IsUsable(string connection)
    {
        try
        {
            return ConfigurationOptions.Parse(connection).EndPoints.Count > 0;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
