using System.IO.Enumeration;
using Gateway.Policies.Sessions;

namespace Gateway.Policies.Reading;

/// <summary>
/// Finds grants that name a service which makes other calls with the caller's own rights and shows their answers: what such a service is asked to do is in
/// a template or a document that the gateway does not read, so <c>permit.vending</c> does not bind it.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html: without a service role, CloudFormation acts with the caller's
/// rights. https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-setup.html: so does an automation without an assume role.
/// </remarks>
internal static class IndirectKeys
{
    private static readonly OperationPattern[] Ways =
    [
        new("cloudformation", "CreateStack"), new("cloudformation", "UpdateStack"), new("cloudformation", "ExecuteChangeSet"), new("ssm", "StartAutomationExecution"),
    ];

    private static readonly string[] MakesKeys = ["iam:CreateAccessKey", "sts:AssumeRole"];

    /// <summary>The operations that the grant lets pass and names, if only by their service, where nothing in its statements keeps them from making keys. A
    /// grant of every service names none.</summary>
    public static IEnumerable<string> Of(Permit permit, IReadOnlyList<PolicyStatement> statements) =>
        permit.Modes.HasFlag(AccessMode.Forward) && (statements.Count == 0 || MakesKeys.Any(action => Allows(statements, action)))
            ? Ways.Where(way => Names(permit, way)).Select(way => way.ToString())
            : [];

    private static bool Names(Permit permit, OperationPattern way) => permit.Operations is { } operations
        ? permit.Services?.Contains(way.Service) != false && operations.Any(operation => operation.Service == way.Service && operation.Matches(way.Name))
        : permit.Services?.Contains(way.Service) == true;

    private static bool Allows(IReadOnlyList<PolicyStatement> statements, string action) =>
        statements.Any(statement => statement.Effect == "Allow" && Covers(statement, action))
        && !statements.Any(statement => statement is { Effect: "Deny", NotResources: false, Conditions.Count: 0 } && statement.Resources.Contains("*") && Covers(statement, action));

    private static bool Covers(PolicyStatement statement, string action) =>
        statement.Actions.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, action, ignoreCase: true)) != statement.NotActions;
}
