using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Kernels.Elementwise;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>
/// Refits the output of each sub-layer, bottom to top, to what the unpruned model has there: r = s − s', with s = x + z Wᵀ + b of the unpruned model on
/// its own states and s' that of the pruned one on the states that it has after the refits below (Kwon et al. 2022, section 4.3; Park et al. 2024).
/// </summary>
/// <remarks>
/// Sub-layers below the first that lost units stay as they are. Of the last layer only first tokens count where the head reads no other. The states
/// of both models for all of the sample's tokens are held in memory.
/// </remarks>
internal sealed class RefitPass
{
    private readonly TextModel _dense;
    private readonly IReadOnlyList<SubLayer> _denseLayers;
    private readonly IReadOnlyList<SubLayer> _prunedLayers;
    private readonly IReadOnlyList<bool[]> _kept;
    private readonly TrainingEnvironment _environment;
    private readonly Tape _tape;
    private readonly TrainingBatch _batch = new();

    /// <param name="dense">The unpruned model; not changed.</param>
    /// <param name="pruned">The pruned model, whose removed units have weights of zero; its outputs' weights are changed.</param>
    /// <param name="kept">For each sub-layer which units are kept.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    public RefitPass(TextModel dense, TextModel pruned, IReadOnlyList<bool[]> kept, TrainingEnvironment environment)
    {
        (_dense, _kept, _environment) = (dense, kept, environment);
        (_denseLayers, _prunedLayers) = (SubLayers.Of(dense), SubLayers.Of(pruned));
        _tape = new Tape(environment.Buffers, environment.Workers, training: false) { CancellationToken = environment.CancellationToken };
    }

    /// <summary>Runs over a sample.</summary>
    /// <param name="sample">The rows.</param>
    /// <param name="damping">See <see cref="OutputRefit"/>.</param>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled; the pruned model is changed in part.</exception>
    public void Run(RowSample sample, double damping)
    {
        var first = _kept.TakeWhile(kept => !kept.Contains(false)).Count();
        if (first == _kept.Count)
        {
            return;
        }

        var meter = new PassMeter("refit", sample.Batches * ((2 * _kept.Count) - first), _environment.Progress);
        try
        {
            var dense = Each(sample, meter, (_, _) => _dense.Encoder.Embeddings.Forward(_tape, _batch.Tokens, DropoutRates.None).Output);
            for (var i = 0; i < first; i++)
            {
                dense = Advance(_denseLayers[i], dense, sample, meter);
            }

            var pruned = dense;
            for (var i = first; i < _kept.Count; i++)
            {
                dense = Refit(i, dense, pruned, sample, damping, meter);
                pruned = i + 1 < _kept.Count ? Advance(_prunedLayers[i], pruned, sample, meter) : [];
            }
        }
        finally
        {
            _tape.Clear();
        }
    }

    /// <summary>y of one sub-layer for each batch.</summary>
    private float[][] Advance(SubLayer subLayer, float[][] states, RowSample sample, PassMeter meter) => Each(sample, meter, (number, layouts) =>
    {
        var (_, sum) = Sum(subLayer, states[number], layouts);
        return subLayer.Norm.Forward(_tape, sum);
    });

    /// <summary>Refits a sub-layer's output, and gives y of the unpruned model.</summary>
    private float[][] Refit(int place, float[][] dense, float[][] pruned, RowSample sample, double damping, PassMeter meter)
    {
        var (from, to) = (_denseLayers[place], _prunedLayers[place]);
        var refit = new OutputRefit([.. Enumerable.Range(0, to.Output.Weight.Columns).Where(feature => _kept[place][feature / to.UnitWidth])], to.Output.Weight.Rows);
        var states = Each(sample, meter, (number, layouts) =>
        {
            var (_, target) = Sum(from, dense[number], layouts);
            var (features, sum) = Sum(to, pruned[number], layouts);
            VectorKernel.Scale(sum.ValueSpan, -1, sum.ValueSpan, _tape.Workers);
            VectorKernel.Add(target.ValueSpan, sum.ValueSpan, sum.ValueSpan, _tape.Workers);
            refit.Add(features.Value, sum.Value, TokensOf(to), _environment.Buffers, _environment.Workers);
            return from.Norm.Forward(_tape, target);
        });
        refit.Apply(to.Output, damping, _environment.Workers, _environment.CancellationToken);
        return states;
    }

    /// <summary>The tokens that count.</summary>
    private int[] TokensOf(SubLayer subLayer) => subLayer.Layer == _denseLayers[^1].Layer && !_dense.Head.LooksAtTokens
        ? _batch.Tokens.SequenceStarts[..^1].ToArray()
        : [.. Enumerable.Range(0, _batch.Tokens.TokenCount)];

    private (Tensor Features, Tensor Sum) Sum(SubLayer subLayer, float[] state, AttentionLayouts layouts)
    {
        var input = _tape.Allocate(_batch.Tokens.TokenCount, subLayer.Output.Weight.Rows);
        state.CopyTo(input.ValueSpan);
        var features = subLayer.Features(_tape, input, layouts);
        return (features, subLayer.Sum(_tape, input, features));
    }

    /// <summary>Copies of what a function gives for each batch, which it is given the number of.</summary>
    private float[][] Each(RowSample sample, PassMeter meter, Func<int, AttentionLayouts, Tensor> run)
    {
        var results = new float[sample.Batches][];
        for (var number = 0; number < results.Length; number++)
        {
            sample.Fill(_batch, number, _environment.Seed);
            results[number] = run(number, new AttentionLayouts(_batch.Tokens)).ValueSpan.ToArray();
            _tape.Clear();
            meter.Add(loss: 0, _batch.Tokens.TokenCount);
        }

        return results;
    }
}
