using Gateway.Auditing;
using Gateway.Issuing;
using Gateway.Issuing.Api;
using Gateway.Revocations;
using Gateway.Revocations.Sharing;

namespace Gateway.Management;

/// <summary><c>/management/revocations</c>: an operator ends sessions, and sees what was ended.</summary>
internal static class RevocationDoors
{
    private const int Listed = 1000;

    public static void MapRevocations(this IEndpointRouteBuilder routes)
    {
        var doors = routes.MapGroup("/management").AddEndpointFilter(new OperatorFilter()).OnManagementPort();
        doors.MapPost("/revocations", RevokeAsync);
        doors.MapGet("/revocations", List);
    }

    private static async Task<IResult> RevokeAsync(HttpContext context, RevocationReader reader, RevocationList revocations, RevocationSharing sharing)
    {
        var audit = context.Audit();
        audit.Action = "revoke";
        var order = await reader.ReadAsync(context.Request);
        if (!order.Succeeded)
        {
            return ApiProblem.Of(context, order.Refusal);
        }

        var revocation = revocations.Revoke(order.Value.Target, order.Value.At, context.Caller().Name);
        audit.Revoked = PrintableText.Of(revocation.Target.ToString());
        return Results.Json(RevocationAnswer.Of(revocation) with { Shared = await sharing.IsSharedAsync(revocation) }, statusCode: StatusCodes.Status201Created);
    }

    private static IResult List(HttpContext context, RevocationList revocations)
    {
        context.Audit().Action = "list-revocations";
        return Results.Json(new RevocationListAnswer(revocations.Count, [.. revocations.All.OrderByDescending(revocation => revocation.Expires).Take(Listed).Select(RevocationAnswer.Of)]));
    }
}
