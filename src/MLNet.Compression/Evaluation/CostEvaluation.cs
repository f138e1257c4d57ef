using Microsoft.ML;
using MLNet.Compression.Chains;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Evaluation;

/// <summary>Measures what any model costs on the rows of a data view, which has to be read several times.</summary>
/// <param name="ml">The context.</param>
/// <param name="data">The rows.</param>
/// <param name="options">How.</param>
internal sealed class CostEvaluation(MLContext ml, IDataView data, CostOptions options)
{
    /// <exception cref="ArgumentException">There are no rows, or an option is out of range.</exception>
    public CostMetrics Of(ITransformer model)
    {
        OptionsValidation.Validate(options);
        using var saved = new MemoryStream();
        ml.Model.Save(model, data.Schema, saved);
        var rows = ml.Data.Cache(ml.Data.TakeRows(data, options.Rows));
        using var reader = new CostReader(rows, options);
        var before = MemoryNow();
        saved.Position = 0;
        var loaded = ml.Model.Load(saved, out _);
        try
        {
            var speed = reader.RowsPerSecond(loaded);
            var times = reader.TimesOfRows(loaded);
            var resident = Math.Max(0, MemoryNow() - before);
            return WithTextModel(TransformerChains.FindTextModel(model), new CostMetrics(saved.Length, reader.Rows, speed, RowTimes.ByLength(times)) { Latency = RowTimes.Of(times), ResidentBytes = resident });
        }
        finally
        {
            (loaded as IDisposable)?.Dispose();
        }
    }

    private static CostMetrics WithTextModel(TextModelTransformer? model, CostMetrics metrics)
    {
        if (model is null)
        {
            return metrics;
        }

        var trained = model.Stages.LastOrDefault(stage => stage.TokensPerSecond > 0);
        var peak = model.Stages.Max(stage => (long?)stage.PeakBytes);
        return metrics with
        {
            Parameters = PartAccounts.Of(model.Model).Sum(part => part.Parameters),
            ModelBytes = model.Model.SizeInBytes,
            MultiplyAddsPerToken = MultiplyAdds.OfToken(model.Model),
            TrainingSeconds = model.Stages.Count == 0 ? null : model.Stages.Sum(stage => stage.Elapsed.TotalSeconds),
            TrainingTokensPerSecond = trained?.TokensPerSecond,
            TrainingPeakBytes = peak > 0 ? peak : null,
        };
    }

    private static long MemoryNow() => GC.GetTotalMemory(forceFullCollection: true) + NativeBytes.Held;
}
