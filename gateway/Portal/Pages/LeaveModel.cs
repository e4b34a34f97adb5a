namespace Gateway.Portal.Pages;

/// <summary>A page that goes on to another site.</summary>
internal sealed record LeaveModel(string Message, string Url);
