using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Kernels.Elementwise;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>
/// Refits the output of each sub-layer of a cut model, bottom to top, to what the whole model has there: r = s − s', with s = x + z Wᵀ + b of the whole
/// model on its own states and s' that of the cut one on the states that it has after the refits below (Kwon et al. 2022, section 4.3; Park et al. 2024).
/// </summary>
/// <remarks>
/// Sub-layers below the first that lost units stay as they are. Of the last layer only first tokens count where the head reads no other. The states
/// of both models for all of the sample's tokens are held in memory.
/// </remarks>
/// <param name="whole">The whole model; not changed.</param>
/// <param name="environment">Seed, threads, progress, cancellation.</param>
internal sealed class RefitPass(TextModel whole, TrainingEnvironment environment)
{
    private readonly IReadOnlyList<SubLayer> _wholeLayers = SubLayers.Of(whole);
    private readonly Tape _tape = new(environment.Buffers, environment.Workers, training: false) { CancellationToken = environment.CancellationToken };
    private readonly TrainingBatch _batch = new();

    /// <summary>What a run counts as for its meter.</summary>
    /// <param name="sample">The rows.</param>
    public int Steps(RowSample sample) => sample.Batches * ((2 * _wholeLayers.Count) + 1);

    /// <summary>Runs over a sample.</summary>
    /// <param name="cut">The model without what was removed; its outputs' weights are changed.</param>
    /// <param name="sample">The rows.</param>
    /// <param name="damping">See <see cref="OutputRefit"/>.</param>
    /// <param name="meter">Hears of each batch.</param>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled; the cut model is changed in part.</exception>
    public void Run(TextModel cut, RowSample sample, double damping, PassMeter meter)
    {
        var cutLayers = SubLayers.Of(cut);
        var first = _wholeLayers.Zip(cutLayers).TakeWhile(pair => pair.First.Units == pair.Second.Units).Count();
        if (first == cutLayers.Count)
        {
            meter.Add(loss: 0, tokens: 0, Steps(sample));
            return;
        }

        try
        {
            var states = Each(sample, meter, steps: 1, (_, _) => whole.Encoder.Embeddings.Forward(_tape, _batch.Tokens, DropoutRates.None).Output);
            for (var i = 0; i < first; i++)
            {
                states = Advance(_wholeLayers[i], states, sample, meter, steps: 2);
            }

            var cutStates = states;
            for (var i = first; i < cutLayers.Count; i++)
            {
                states = Refit(_wholeLayers[i], cutLayers[i], states, cutStates, sample, damping, meter);
                cutStates = Advance(cutLayers[i], cutStates, sample, meter, steps: 1);
            }
        }
        finally
        {
            _tape.Clear();
        }
    }

    /// <summary>y of one sub-layer for each batch.</summary>
    private float[][] Advance(SubLayer subLayer, float[][] states, RowSample sample, PassMeter meter, int steps) => Each(sample, meter, steps, (number, layouts) =>
    {
        var (_, sum) = subLayer.Run(_tape, InputOf(states[number]), layouts);
        return subLayer.Norm.Forward(_tape, sum);
    });

    /// <summary>Refits a sub-layer's output, and gives y of the whole model.</summary>
    private float[][] Refit(SubLayer from, SubLayer to, float[][] states, float[][] cutStates, RowSample sample, double damping, PassMeter meter)
    {
        var refit = new OutputRefit(to.Output);
        var next = Each(sample, meter, steps: 1, (number, layouts) =>
        {
            var (_, target) = from.Run(_tape, InputOf(states[number]), layouts);
            var (features, missing) = to.Run(_tape, InputOf(cutStates[number]), layouts);
            VectorKernel.Scale(missing.ValueSpan, -1, missing.ValueSpan, _tape.Workers);
            VectorKernel.Add(target.ValueSpan, missing.ValueSpan, missing.ValueSpan, _tape.Workers);
            refit.Add(features?.Value ?? default(MatrixView), missing.Value, TokensThatCount(from.Layer), environment.Buffers, environment.Workers);
            return from.Norm.Forward(_tape, target);
        });
        refit.Apply(damping, environment.Workers, environment.CancellationToken);
        return next;
    }

    private int[] TokensThatCount(int layer) => layer == _wholeLayers[^1].Layer && !whole.Head.ReadsAllTokens
        ? _batch.Tokens.SequenceStarts[..^1].ToArray()
        : [.. Enumerable.Range(0, _batch.Tokens.TokenCount)];

    private Tensor InputOf(float[] state)
    {
        var input = _tape.Allocate(_batch.Tokens.TokenCount, state.Length / _batch.Tokens.TokenCount);
        state.CopyTo(input.ValueSpan);
        return input;
    }

    /// <summary>Copies of what a function gives for each batch, whose number it is given.</summary>
    private float[][] Each(RowSample sample, PassMeter meter, int steps, Func<int, AttentionLayouts, Tensor> run)
    {
        var results = new float[sample.Batches][];
        for (var number = 0; number < results.Length; number++)
        {
            sample.Fill(_batch, number, environment.Seed);
            results[number] = run(number, new AttentionLayouts(_batch.Tokens)).ValueSpan.ToArray();
            _tape.Clear();
            meter.Add(loss: 0, _batch.Tokens.TokenCount, steps);
        }

        return results;
    }
}
