using Gateway.Forwarding.Endpoints;
using Gateway.Policies;

namespace Gateway.Forwarding.Operations;

/// <summary>Holds a call to the operations that the grant permits. Fails closed: every reading of the request must be permitted, and there must be one.</summary>
internal static class PermittedOperations
{
    /// <summary>Why the call may not pass; null: it may.</summary>
    public static string? Refusal(AwsService service, AwsOperation operation, Permit permit)
    {
        if (permit.Operations is not { } permitted)
        {
            return null;
        }

        if (operation.Readings.IsEmpty || !operation.IsComplete)
        {
            return $"The gateway cannot tell which operation of {service.Name} this is, and the grant permits some alone: {string.Join(", ", permitted)}.";
        }

        foreach (var reading in operation.Readings)
        {
            if (!permitted.Any(pattern => pattern.Matches(reading) && service.IsNamed(pattern.Service)))
            {
                return $"The grant does not permit {service.Name}:{reading}; it permits {string.Join(", ", permitted)}.";
            }
        }

        return null;
    }
}
