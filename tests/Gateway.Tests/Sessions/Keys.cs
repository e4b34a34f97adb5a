using Gateway.Sessions;
using Gateway.Sharing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Sessions;

/// <summary>Session keys of one byte repeated, the first of which seals.</summary>
internal static class Keys
{
    public static SessionKeys Of(params ReadOnlySpan<byte> keys)
    {
        var options = new SessionOptions();
        foreach (var key in keys)
        {
            options.Keys.Add(Convert.ToBase64String(Enumerable.Repeat(key, SessionKey.Size).ToArray()));
        }

        return new SessionKeys(Options.Create(options), Options.Create(new SharingOptions()), NullLogger<SessionKeys>.Instance);
    }
}
