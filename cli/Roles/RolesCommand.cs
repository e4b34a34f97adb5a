using System.CommandLine;
using System.Text.Json;
using Gateway.Cli.Doors;
using Gateway.Cli.Login;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Roles;

/// <summary><c>stsgw roles</c>.</summary>
internal static class RolesCommand
{
    public static Command Create(CliContext context, GatewaySessions sessions, TargetOption target)
    {
        var output = new OutputOption();
        var command = new Command("roles", "The AWS roles that you may use, and how.") { output };
        command.SetHandler(context, sessions, target, async (parse, session, cancellation) =>
        {
            var roles = await RoleList.FetchAsync(context, session, cancellation);
            if (!roles.Succeeded)
            {
                return context.Fail(roles.Failure);
            }

            if (parse.GetValue(output) is OutputFormat.Json)
            {
                await context.Out.WriteLineAsync(JsonSerializer.Serialize(roles.Value, DoorJson.Printed.IReadOnlyListRoleEntry));
            }
            else if (roles.Value.Count == 0)
            {
                await context.Error.WriteLineAsync("The gateway grants you no role. `stsgw whoami` shows as whom you are logged in.");
            }
            else
            {
                Print(context, roles.Value);
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    /// <summary>What a role wants first has a column where any does.</summary>
    private static void Print(CliContext context, IReadOnlyList<RoleEntry> roles)
    {
        var anyWants = roles.Any(role => role.StepUp is not null);
        TableOutput.Write(context, ["ID", "ACCOUNT", "MODES", .. StepUp("STEP UP"), "ROLE ARN", "DESCRIPTION"], roles.Select(Row));

        string[] Row(RoleEntry role) =>
            [role.Id, role.AccountName ?? role.AccountId ?? "", string.Join(' ', role.Modes), .. StepUp(Wish(role)), role.RoleArn, role.Description ?? ""];

        string[] StepUp(string cell) => anyWants ? [cell] : [];
    }

    private static string Wish(RoleEntry role) => role.StepUp?.ToChallenge().Options.ToArray() switch
    {
        null => "",
        [] => "another login",
        var options => string.Join(' ', options),
    };
}
