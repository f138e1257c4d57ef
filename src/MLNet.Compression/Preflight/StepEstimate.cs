using System.Globalization;
using MLNet.Compression.Logging;

namespace MLNet.Compression.Preflight;

/// <summary>Says after a few timed steps what a stage will take, once, and passes all reports on.</summary>
internal sealed class StepEstimate(StageLog log) : IProgress<TrainingProgress>
{
    private const int StepsToTime = 3;
    private const double LargestShareOfMemory = 0.8;

    private string? _told;

    public void Report(TrainingProgress value)
    {
        if (value.Step >= StepsToTime && _told != value.Stage)
        {
            _told = value.Stage;
            Tell(value, Environment.WorkingSet, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        }

        log.Report(value);
    }

    /// <param name="value">Where the stage stands.</param>
    /// <param name="used">Bytes that the process takes.</param>
    /// <param name="available">Bytes that it may take.</param>
    internal void Tell(TrainingProgress value, long used, long available)
    {
        var total = value.Elapsed + value.Remaining;
        log.Inform(string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Stage}: {value.TotalSteps:N0} steps will take {Durations.InWords(total)}, by the first {value.Step}; the process takes {used / 1e6:N0} MB"));
        if (used > LargestShareOfMemory * available)
        {
            log.Warn(string.Create(
                CultureInfo.InvariantCulture,
                $"{value.Stage}: the process takes {used / 1e6:N0} of the {available / 1e6:N0} MB there are. A smaller BatchSize with more AccumulationSteps takes less and learns the same."));
        }
    }
}
