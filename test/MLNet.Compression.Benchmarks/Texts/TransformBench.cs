using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Columns;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Outcomes.Classes;
using MLNet.Compression.Scoring;
using MLNet.Compression.Seeds;

namespace MLNet.Compression.Benchmarks.Texts;

/// <summary>Times <see cref="ITransformer.Transform"/> with a model, every row and column read.</summary>
internal sealed class TransformBench
{
    private readonly MLContext _context = new(seed: 1);
    private readonly CompressedModel _model;
    private readonly IDataView _rows;
    private readonly Turns _turns;

    public TransformBench(CompressedModel model, IReadOnlyList<LabeledPair> rows, Turns turns)
    {
        _model = model;
        _rows = _context.Data.LoadFromEnumerable(rows);
        _turns = turns;
    }

    /// <summary>Times of a pass over all rows, with each number of threads.</summary>
    /// <param name="what">What the progress line calls it.</param>
    /// <param name="threads">The numbers.</param>
    public TurnTimes Measure(string what, params int[] threads)
    {
        TextModelTransformer[] transformers = [.. threads.Select(Transformer)];
        try
        {
            return _turns.Measure(what, [.. transformers.Select(transformer => new Action(() => Read(transformer.Transform(_rows))))]);
        }
        finally
        {
            Array.ForEach(transformers, transformer => transformer.Dispose());
        }
    }

    private static void Read(IDataView scored)
    {
        using var cursor = scored.GetRowCursor(scored.Schema);
        var getText = cursor.GetGetter<ReadOnlyMemory<char>>(scored.Schema[nameof(LabeledPair.Text)]);
        var getScore = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        var getLabel = cursor.GetGetter<uint>(scored.Schema["PredictedLabel"]);
        var (text, score, label) = (default(ReadOnlyMemory<char>), default(VBuffer<float>), 0u);
        while (cursor.MoveNext())
        {
            getText(ref text);
            getScore(ref score);
            getLabel(ref label);
        }
    }

    private FullPrecisionTransformer Transformer(int threads)
    {
        var columns = new TextColumns(nameof(LabeledPair.Label), nameof(LabeledPair.Text), Pair: null, "Score", "PredictedLabel");
        var classes = new ClassKeys<ReadOnlyMemory<char>>(KeyValueTypes.Text, [.. _model.Labels.Select(name => name.AsMemory())]);
        var host = ((IHostEnvironment)_context).Register(nameof(TransformBench));
        return new FullPrecisionTransformer(new FittedParts(host, new ChainSeed(1, IsRandom: false), new ClassOutcome(columns, classes, hasKeys: true), _model, Stages: []) { Threads = threads });
    }
}
