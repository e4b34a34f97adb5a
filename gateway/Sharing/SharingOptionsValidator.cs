using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Gateway.Sharing;

/// <summary>Checks the connection string without ever repeating it in a message.</summary>
internal sealed class SharingOptionsValidator : IValidateOptions<SharingOptions>
{
    public ValidateOptionsResult Validate(string? name, SharingOptions options) => string.IsNullOrEmpty(options.Redis) || IsUsable(options.Redis)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Gateway:Redis is no connection string of StackExchange.Redis; it begins with host and port, as in redis.example:6379,ssl=true.");

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
