namespace Gateway.Portal.Pages;

/// <summary>
/// What the page of this request shows. Components are public types, so what they take as parameters would have to be public as well; they are given this
/// by injection instead.
/// </summary>
internal sealed class PageState
{
    public PageFrame Frame { get; set; } = null!;

    public object Model { get; set; } = null!;
}
