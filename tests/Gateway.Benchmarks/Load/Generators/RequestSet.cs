using System.Text;

namespace Gateway.Benchmarks.Load.Generators;

/// <summary>Whole requests as they go on the wire, and the file in which wrk reads them.</summary>
internal sealed class RequestSet : IDisposable
{
    private string? file;

    public RequestSet(IReadOnlyList<byte[]> requests) => Requests = requests;

    public IReadOnlyList<byte[]> Requests { get; }

    /// <summary>The path of a file with every request behind its length.</summary>
    public string File => file ??= Write();

    public void Dispose()
    {
        if (file is not null)
        {
            System.IO.File.Delete(file);
        }
    }

    private string Write()
    {
        var path = Path.GetTempFileName();
        using var stream = System.IO.File.Create(path, 1024 * 1024);
        foreach (var request in Requests)
        {
            stream.Write(Encoding.ASCII.GetBytes($"{request.Length}\n"));
            stream.Write(request);
        }

        return path;
    }
}
