using Amazon.Runtime;

namespace Gateway.Sandbox.Story;

/// <summary>Runs the steps in order and prints each as it happens; the first that fails ends the story.</summary>
internal sealed class StoryTeller(TextWriter output, TextWriter errors)
{
    private const int TitleWidth = 46;

    /// <summary>Tells the story.</summary>
    /// <returns>Whether every step came out as told.</returns>
    public async Task<bool> TellAsync(IEnumerable<StoryStep> steps)
    {
        var number = 0;
        foreach (var step in steps)
        {
            number++;
            try
            {
                var outcome = await step.RunAsync();
                await output.WriteLineAsync($"{number,2}  {step.Title.PadRight(TitleWidth)} {outcome.ReplaceLineEndings($"\n{"",5 + TitleWidth}")}");
            }
            catch (Exception e) when (e is StoryException or AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException)
            {
                await output.WriteLineAsync($"{number,2}  {step.Title.PadRight(TitleWidth)} FAILED: {e.Message}");
                await errors.WriteLineAsync($"sandbox: step {number} ({step.Title}) did not come out as told: {e.Message}");
                return false;
            }
        }

        return true;
    }
}
