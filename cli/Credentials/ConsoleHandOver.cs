using System.Security.Cryptography;
using Gateway.Cli.Login;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Credentials;

/// <summary>
/// Gives a secret address to the browser. Whoever is on the machine can read the arguments of its programs, so the browser is started with an address on
/// loopback, which leads on once, and only for the user who runs this.
/// </summary>
internal sealed class ConsoleHandOver(CliContext context)
{
    /// <summary>How long the browser has to come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Opens the address; false where no browser is to be had, or none came.</summary>
    public async Task<bool> TryOpenAsync(Uri secret, CancellationToken cancellation)
    {
        var started = CallbackListener.Start(0, context.Time);
        if (!started.Succeeded)
        {
            return false;
        }

        await using var listener = started.Value;
        using var limit = new CancellationTokenSource(Patience, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var ticket = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        if (!context.Browser.TryOpen(new Uri($"{listener.RedirectUri}?state={ticket}")))
        {
            return false;
        }

        try
        {
            await using var visit = await VisitAsync(listener, ticket, either.Token);
            await visit.RedirectAsync(secret, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            await context.Error.WriteLineAsync($"No browser came for the sign-in address within {Patience.TotalSeconds:0} seconds. Open it yourself; it is a secret for 15 minutes:");
            return false;
        }
    }

    private static async Task<CallbackConnection> VisitAsync(CallbackListener listener, string ticket, CancellationToken cancellation)
    {
        while (true)
        {
            var visit = await listener.ReceiveAsync(ticket, cancellation);
            if (!visit.IsAnothers)
            {
                return visit;
            }

            await visit.RefuseAsync();
            await visit.DisposeAsync();
        }
    }
}
