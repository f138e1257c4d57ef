using Microsoft.ML;
using MLNet.Compression.Benchmarks.Distilling;

namespace MLNet.Compression.Benchmarks.Compressing;

/// <summary>What the runs of a plan have in common, read and made once a sitting.</summary>
/// <param name="rows">To learn from, and to measure on.</param>
/// <param name="model">What is pruned, which no run changes.</param>
/// <param name="teacher">Who guides it; null where it guides itself.</param>
/// <param name="judge">What measures.</param>
internal sealed class CompressionSubject(DistillationRows rows, TextModelTransformer model, TextModelTransformer? teacher, LoyaltyJudge judge) : IDisposable
{
    /// <summary>What is pruned.</summary>
    public TextModelTransformer Model => model;

    /// <summary>Who guides it; null where it guides itself.</summary>
    public TextModelTransformer? Teacher => teacher;

    /// <summary>What measures.</summary>
    public LoyaltyJudge Judge => judge;

    /// <summary>The rows to learn from.</summary>
    public IDataView View(MLContext ml) => ml.Data.LoadFromEnumerable(rows.Train);

    /// <inheritdoc/>
    public void Dispose()
    {
        model.Dispose();
        teacher?.Dispose();
    }
}
