using System.Text.Json.Serialization;

namespace Gateway.Issuing.Api;

/// <summary>A role that the caller may use, now or after another login.</summary>
/// <param name="Id">What to name it by.</param>
/// <param name="RoleArn">The role in AWS.</param>
/// <param name="AccountId">The account's twelve digits.</param>
/// <param name="AccountName">The account's name in the policy file.</param>
/// <param name="Description">The grant's own words, if any.</param>
/// <param name="Modes">How it may be used: <c>credentials</c>, <c>console</c>, <c>forward</c>.</param>
/// <param name="MaxDurationSeconds">The longest session that may be asked for in any of the modes; left out where the role cannot be used yet.</param>
/// <param name="StepUp">The login that the role wants; absent where the present one suffices.</param>
internal sealed record RoleDescription(
    string Id, string RoleArn, string AccountId, string AccountName, string? Description, IReadOnlyList<string> Modes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MaxDurationSeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StepUpDescription? StepUp = null);
