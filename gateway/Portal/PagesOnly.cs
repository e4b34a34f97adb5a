using Gateway.Hosting;

namespace Gateway.Portal;

/// <summary>Lets browsers through; programs that ask for no page get the answer that they would get without a portal.</summary>
internal sealed class PagesOnly : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        PortalPaths.WantsPage(context.HttpContext.Request) ? next(context) : ValueTask.FromResult<object?>(UnknownDoor.Handle(context.HttpContext));
}
