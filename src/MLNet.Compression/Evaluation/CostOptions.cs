using System.ComponentModel.DataAnnotations;

namespace MLNet.Compression;

/// <summary>How the cost of a model is measured.</summary>
public sealed class CostOptions
{
    /// <summary>The most rows that are scored, from the first on. Default 1,000.</summary>
    [Range(1, int.MaxValue)]
    public int Rows { get; set; } = 1000;

    /// <summary>How often all of them are scored, once all at a time and once one by one, beside a first pass that is not timed. Default 3.</summary>
    [Range(1, 1000)]
    public int Passes { get; set; } = 3;

    /// <summary>The column whose words say how long a row is; null, the default, for the column of texts with the most words.</summary>
    public string? TextColumnName { get; set; }

    /// <summary>Stops the measurement.</summary>
    public CancellationToken CancellationToken { get; set; }
}
