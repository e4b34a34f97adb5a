using System.Text;

namespace Gateway.Policies.Reading;

/// <summary>The way to the node that is being read; it becomes a text, the same as <see cref="Place.Path"/>, only where a problem names it.</summary>
internal sealed class DocumentPath
{
    private readonly List<(string? Key, int Index)> steps = [];

    public void EnterItem(int index) => steps.Add((null, index));

    /// <summary>Enters a map's entry; null for a key that is no text, which the path leaves out.</summary>
    public void EnterKey(string? key) => steps.Add((key, -1));

    public void Leave() => steps.RemoveAt(steps.Count - 1);

    public override string ToString()
    {
        var path = new StringBuilder();
        foreach (var (key, index) in steps)
        {
            if (index >= 0)
            {
                path.Append('[').Append(index).Append(']');
            }
            else if (key is not null)
            {
                path.Append(path.Length == 0 ? "" : ".").Append(key);
            }
        }

        return path.ToString();
    }
}
