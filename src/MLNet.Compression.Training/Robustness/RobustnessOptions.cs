using System.ComponentModel.DataAnnotations;

namespace MLNet.Compression;

/// <summary>How a model is attacked.</summary>
public sealed class RobustnessOptions
{
    /// <summary>The most rows that are attacked, the first of the data; 0, the default, for all.</summary>
    [Range(0, int.MaxValue)]
    public int Rows { get; set; }

    /// <summary>Texts that are attacked at once, a thread each; 0, the default, for all processors. Results do not depend on it.</summary>
    [Range(0, 1024)]
    public int Threads { get; set; }

    /// <summary>A file that keeps each finished text, from which a run that was stopped goes on; null, the default, for none. One of another model, attack or data is refused.</summary>
    public string? ResultsPath { get; set; }

    /// <summary>Told of each finished text.</summary>
    public IProgress<RobustnessProgress>? Progress { get; set; }

    /// <summary>Stops the run.</summary>
    public CancellationToken CancellationToken { get; set; }
}
