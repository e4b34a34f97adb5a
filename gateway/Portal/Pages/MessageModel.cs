namespace Gateway.Portal.Pages;

/// <summary>A page that says something, and what to do next.</summary>
/// <param name="Message">What there is to say.</param>
/// <param name="Actions">What a person can do about it, the best first.</param>
/// <param name="IsError">Whether something is wrong.</param>
internal sealed record MessageModel(string Message, IReadOnlyList<(string Text, string Path)> Actions, bool IsError);
