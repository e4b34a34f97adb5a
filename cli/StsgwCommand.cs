using System.CommandLine;
using System.CommandLine.Invocation;
using Gateway.Cli.Completion;
using Gateway.Cli.Credentials;
using Gateway.Cli.Doctor;
using Gateway.Cli.Login;
using Gateway.Cli.Profiles;
using Gateway.Cli.Roles;
using Gateway.Cli.Running;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli;

/// <summary>All that stsgw can do.</summary>
internal static class StsgwCommand
{
    public static RootCommand Create(CliContext context)
    {
        var file = new TargetFile(context);
        var target = new TargetOption(file);
        var sessions = new GatewaySessions(context, file);
        return new RootCommand("Log in at Keycloak and use the AWS roles that the gateway grants you.")
        {
            target,
            LoginCommand.Create(context, file, target),
            LogoutCommand.Create(context, file, target),
            WhoamiCommand.Create(context, sessions, target),
            RolesCommand.Create(context, sessions, target),
            TokenCommand.Create(context, sessions, target),
            CredentialsCommand.Create(context, sessions, target),
            CredentialProcessCommand.Create(context, sessions, target),
            ExecCommand.Create(context, sessions, target),
            EnvCommand.Create(context, sessions, target),
            ConsoleCommand.Create(context, sessions, target),
            ConfigureCommand.Create(context, file, sessions, target),
            TargetsCommand.Create(context, file),
            DoctorCommand.Create(context, file, target),
            CompletionCommand.Create(context),
        };
    }

    public static async Task<int> RunAsync(CliContext context, string[] args)
    {
        // A leading @ belongs to the commands that exec runs (curl -d @file) and names no file of arguments.
        var parse = Create(context).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var invocation = new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            // Commands deal with Ctrl+C themselves: exec leaves it to the command that it runs.
            ProcessTerminationTimeout = null,
        };
        var code = await parse.InvokeAsync(invocation);
        return parse.Action is ParseErrorAction ? (int)ExitCode.Usage : code;
    }
}
