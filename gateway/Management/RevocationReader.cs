using System.Text.Json;
using Gateway.Hosting;
using Gateway.Identity;
using Gateway.Issuing;
using Gateway.Revocations;

namespace Gateway.Management;

/// <summary>Reads what an operator revokes, and says what is missing or not understood.</summary>
internal sealed class RevocationReader(Issuers issuers, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { TypeInfoResolver = AnswerJson.Default };

    /// <summary>The revocation without its end and its author, or what is wrong with the request.</summary>
    public async ValueTask<IssueResult<RevocationOrder>> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            return Invalid("Send JSON (Content-Type: application/json).");
        }

        try
        {
            return await request.ReadFromJsonAsync<RevocationRequest>(Json, request.HttpContext.RequestAborted) is { } asked
                ? Read(asked)
                : Invalid("The body is null; send an object with subject, session, grant or before.");
        }
        catch (JsonException e)
        {
            return Invalid($"The body is not understood at '{PrintableText.Of(e.Path ?? "$")}': it takes subject, session, grant or before, and issuer, all of them texts.");
        }
        catch (InvalidOperationException)
        {
            return Invalid("The charset of the Content-Type is not known; send JSON in UTF-8 (Content-Type: application/json).");
        }
        catch (BadHttpRequestException)
        {
            return Invalid("The body is too long or ended early.");
        }
    }

    private IssueResult<RevocationOrder> Read(RevocationRequest asked)
    {
        var now = time.GetUtcNow();
        if (new object?[] { asked.Subject, asked.Session, asked.Grant, asked.Before }.Count(given => given is not null) != 1)
        {
            return Invalid("Give exactly one of subject, session, grant and before.");
        }

        if ((asked.Subject ?? asked.Session ?? asked.Grant) is { } value && (value.Length is 0 or > RevocationTarget.MaxLength || value.Any(char.IsControl)))
        {
            return Invalid($"The value must have 1 to {RevocationTarget.MaxLength} characters and no control character.");
        }

        if (asked.Before is { } text)
        {
            if (!Rfc3339.TryParse(text, out var before))
            {
                return Invalid("before must be a moment with its time zone, Z or an offset, as RFC 3339 writes it: 2026-11-30T23:45:19Z.");
            }

            if (before > now + TokenLifetime.ClockSkew)
            {
                return Invalid("before lies in the future, where no login can be told from a later one.");
            }

            return asked.Issuer is null || issuers.Find(asked.Issuer) is not null
                ? new RevocationOrder(RevocationTarget.Everything(asked.Issuer), before < now ? before : now)
                : UnknownIssuer();
        }

        if (asked.Grant is { } grant)
        {
            return asked.Issuer is null ? new RevocationOrder(RevocationTarget.Grant(grant), now) : Invalid("A grant is revoked for every issuer; leave issuer out.");
        }

        var issuer = asked.Issuer ?? (issuers.All.Count == 1 ? issuers.All[0].Issuer.Authority : null);
        return issuer is null ? Invalid("Several issuers are configured; name the one that is meant as issuer.")
            : issuers.Find(issuer) is null ? UnknownIssuer()
            : new RevocationOrder(asked.Subject is { } subject ? RevocationTarget.Subject(issuer, subject) : RevocationTarget.Session(issuer, asked.Session!), now);
    }

    private Refusal UnknownIssuer() => Invalid($"The issuer is not configured here; it is one of: {string.Join(", ", issuers.All.Select(known => known.Issuer.Authority))}.");

    private static Refusal Invalid(string message) => new(RefusalKind.InvalidRequest, message);
}
