using System.CommandLine;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Terminal;

/// <summary>Runs what a command does: Ctrl+C ends it, and what the machine refuses becomes a sentence.</summary>
internal static class CommandHandler
{
    /// <summary>Gives a command what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="context">Where it runs.</param>
    /// <param name="handle">What it does; answers the exit code.</param>
    /// <param name="ownSignals">True where the command deals with Ctrl+C and SIGTERM itself, as <c>exec</c> does.</param>
    public static void SetHandler(
        this Command command, CliContext context, Func<ParseResult, CancellationToken, Task<int>> handle, bool ownSignals = false) =>
        command.SetAction(async (parse, outer) =>
        {
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(outer);
            using var interrupt = ownSignals ? null : PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using var terminate = ownSignals ? null : PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            try
            {
                return await handle(parse, stopping.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return (int)ExitCode.Interrupted;
            }
            catch (Exception e) when (e is HttpRequestException or SocketException or TaskCanceledException)
            {
                return context.Fail(new Failure(ExitCode.Unreachable, e.Message, "`stsgw doctor` shows which step fails."));
            }
            catch (KeyringException e)
            {
                return context.Fail(new Failure(ExitCode.Failed, e.Message, e.Advice));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return context.Fail(new Failure(ExitCode.Usage, e.Message));
            }

            void Stop(PosixSignalContext signal)
            {
                signal.Cancel = true;
                stopping.Cancel();
            }
        });
}
