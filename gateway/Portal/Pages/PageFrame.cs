using Gateway.Auditing;
using Gateway.Portal.SignIn;
using Microsoft.AspNetCore.Antiforgery;

namespace Gateway.Portal.Pages;

/// <summary>What every page has around its content.</summary>
internal sealed record PageFrame
{
    public required string Title { get; init; }

    /// <summary>The path of the page, by which the menu marks it.</summary>
    public required string Path { get; init; }

    /// <summary>Who is signed in; null where nobody is.</summary>
    public string? Person { get; init; }

    /// <summary>Name and value of the anti-forgery field of every form; null where nobody is signed in.</summary>
    public (string Name, string Value)? Token { get; init; }

    /// <summary>By which the audit record is found.</summary>
    public required string RequestId { get; init; }

    public static PageFrame Of(HttpContext context, string title)
    {
        var signedIn = context.Features.Get<PortalSession>()?.SignedIn == true && context.User.Identity?.IsAuthenticated == true;
        // Whoever makes the tokens warns of every Cache-Control but its own that it finds; ours comes after.
        context.Response.Headers.CacheControl = default;
        var tokens = signedIn ? context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context) : null;
        PortalHeaders.Add(context);
        return new PageFrame
        {
            Title = title,
            Path = context.Request.Path,
            Person = signedIn ? context.Audit().Caller?.Name : null,
            Token = tokens is null ? null : (tokens.FormFieldName, tokens.RequestToken!),
            RequestId = context.TraceIdentifier,
        };
    }
}
