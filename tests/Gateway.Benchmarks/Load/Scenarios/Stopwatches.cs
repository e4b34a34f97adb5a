using System.Diagnostics;

namespace Gateway.Benchmarks.Load.Scenarios;

/// <summary>Times small work in this process, well enough to hold it to a goal; <c>micro</c> does it better.</summary>
internal static class Stopwatches
{
    private const int Batch = 2_000;
    private const int Batches = 60;

    /// <summary>Microseconds that the work takes: the median of batches, after as many to warm up.</summary>
    public static double Microseconds(Func<bool> work)
    {
        var batches = new List<double>();
        for (var batch = 0; batch < 2 * Batches; batch++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < Batch; i++)
            {
                if (!work())
                {
                    throw new InvalidOperationException("What is timed must go well.");
                }
            }

            batches.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds / Batch);
        }

        return Measurement.Median(batches.TakeLast(Batches));
    }

    /// <summary>Bytes that the work allocates.</summary>
    public static double Allocated(Func<bool> work)
    {
        work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Batch; i++)
        {
            work();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Batch;
    }
}
