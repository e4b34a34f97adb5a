using System.CommandLine;
using System.Text.Json;
using Gateway.Cli.Roles;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Doctor;

/// <summary><c>stsgw doctor</c>: each step from the gateway's name to a signed AWS call, and what is wrong with the first that fails.</summary>
internal static class DoctorCommand
{
    public static Command Create(CliContext context, TargetFile file, TargetOption target)
    {
        var role = new RoleOption(context, target) { Required = false, Description = "The role for the signed call; default: the first that may be forwarded." };
        var output = new OutputOption();
        var command = new Command("doctor", "Check every step from DNS to a signed AWS call.") { role, output };
        command.SetHandler(context, async (parse, cancellation) =>
        {
            var selected = TargetSelection.Select(context, file, parse.GetValue(target));
            if (!selected.Succeeded)
            {
                return context.Fail(selected.Failure);
            }

            var asJson = parse.GetValue(output) is OutputFormat.Json;
            var findings = new List<Finding>();
            await foreach (var finding in new Examination(context, selected.Value, parse.GetValue(role)).RunAsync(cancellation))
            {
                findings.Add(finding);
                if (!asJson)
                {
                    await PrintAsync(context, finding);
                }
            }

            if (asJson)
            {
                await context.Out.WriteLineAsync(JsonSerializer.Serialize(findings, DoctorJson.Default.IReadOnlyListFinding));
            }

            return (int)(findings.Any(f => f.State is FindingState.Bad) ? ExitCode.Unhealthy : ExitCode.Done);
        });
        return command;
    }

    private static async Task PrintAsync(CliContext context, Finding finding)
    {
        var mark = finding.State switch
        {
            FindingState.Good => "ok  ",
            FindingState.Warning => "note",
            _ => "FAIL",
        };
        await context.Out.WriteLineAsync($"{mark}  {finding.Step,-14}  {PlainText.Of(finding.Detail)}");
        if (finding.Advice is { } advice)
        {
            await context.Out.WriteLineAsync($"      {"",-14}  {PlainText.Of(advice)}");
        }
    }
}
