using System.Text.Json.Serialization;
using Gateway.Policies;

namespace Gateway.Issuing.Api;

/// <summary>A login beyond the present one, in the words of RFC 9470.</summary>
/// <param name="AcrValues">The authentication contexts of which one is needed; left out where the level does.</param>
/// <param name="MaxAge">How many seconds ago the login may be; left out where its age is no matter.</param>
internal sealed record StepUpDescription(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? AcrValues,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MaxAge)
{
    public static StepUpDescription Of(StepUp stepUp) => new(stepUp.AcrValues is { Count: > 0 } values ? values : null, (int?)stepUp.MaxAge?.TotalSeconds);
}
