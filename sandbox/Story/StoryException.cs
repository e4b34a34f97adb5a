namespace Gateway.Sandbox.Story;

/// <summary>A step did not come out as told.</summary>
internal sealed class StoryException(string message) : Exception(message)
{
    /// <summary>Throws unless the condition holds.</summary>
    public static void ThrowUnless(bool condition, string message)
    {
        if (!condition)
        {
            throw new StoryException(message);
        }
    }
}
