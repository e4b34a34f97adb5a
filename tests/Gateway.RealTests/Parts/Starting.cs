namespace Gateway.RealTests.Parts;

/// <summary>How a part begins.</summary>
internal static class Starting
{
    /// <summary>The part, once it is ready; one that does not come to that is ended.</summary>
    public static async Task<T> OnceAsync<T>(this T part, Task ready)
        where T : IAsyncDisposable
    {
        try
        {
            await ready;
            return part;
        }
        catch
        {
            await part.DisposeAsync();
            throw;
        }
    }
}
