namespace Gateway.Sandbox.Story;

/// <summary>One step: what is done, and the doing, which returns what came of it or throws a <see cref="StoryException"/>.</summary>
internal sealed record StoryStep(string Title, Func<Task<string>> RunAsync);
