using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>The slopes of each sequence's loss with respect to gates at all heads and neurons, at 1: what the Fisher information of the gates is made of (Kwon et al. 2022).</summary>
/// <remarks>
/// With labels L_s = −log p(y_s) (of token labels the sum over the sequence's tokens), so that Σ g_s g_sᵀ is the empirical Fisher information, as in
/// the paper. Without, g_s = Jᵀ v with the random v of <see cref="TextTask.WriteNoise"/>, so that Σ g_s g_sᵀ has the Fisher
/// information of the model's own predictions as mean: Σ E[∇log p(y) ∇log p(y)ᵀ], y drawn from p.
/// </remarks>
internal sealed class FisherPass
{
    private readonly TextModel _model;
    private readonly TrainingEnvironment _environment;
    private readonly TextTask _task;
    private readonly ObjectiveTerm? _term;
    private readonly IReadOnlyList<SubLayer> _subLayers;
    private readonly Tape _tape;
    private readonly TrainingBatch _batch = new();

    /// <param name="model">The model; not changed.</param>
    /// <param name="subLayers">The halves of its layers, with units.</param>
    /// <param name="useLabels">Whether the loss is that of the rows' targets; otherwise these are not read.</param>
    /// <param name="environment">Seed, threads, progress, cancellation.</param>
    public FisherPass(TextModel model, IReadOnlyList<SubLayer> subLayers, bool useLabels, TrainingEnvironment environment)
    {
        (_model, _subLayers, _environment) = (model, subLayers, environment);
        _task = TextTasks.Of(model);
        _term = useLabels ? _task.TargetTerm(smoothing: 0) : null;

        // One bias learns, so that the backward pass goes down to the first gate and no further.
        _tape = new Tape(environment.Buffers, environment.Workers, training: true)
        {
            CancellationToken = environment.CancellationToken,
            Frozen = model.Parameters.Except([subLayers[0].Output.Bias]).ToHashSet(),
        };
    }

    /// <summary>Runs over a sample.</summary>
    /// <param name="sample">The rows.</param>
    /// <param name="meter">Hears of each batch, which counts as one step for each sub-layer.</param>
    /// <returns>The slopes of each sub-layer's units, in the order of the sub-layers.</returns>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public IReadOnlyList<UnitSlopes> Run(RowSample sample, PassMeter meter)
    {
        var slopes = _subLayers.Select(subLayer => new UnitSlopes(sample.Rows, subLayer.Units)).ToArray();
        Gates[] gates = [.. slopes.Select(own => new Gates(own))];
        try
        {
            Attach(gates);
            var row = 0;
            for (var number = 0; number < sample.Batches; number++)
            {
                sample.Fill(_batch, number, _environment.Seed);
                var sequences = new AttentionLayout(_batch.Tokens.SequenceStarts, heads: 0);
                Array.ForEach(gates, gate => gate.Expect(sequences, row));
                meter.Add(RunBatch(), _batch.Tokens.TokenCount, _subLayers.Count);
                row += sequences.SequenceCount;
            }
        }
        finally
        {
            Attach(null);
            _tape.Clear();
            _subLayers[0].Output.Bias.ReleaseGradient(_environment.Buffers);
        }

        return slopes;
    }

    private void Attach(Gates[]? gates)
    {
        for (var i = 0; i < _subLayers.Count; i++)
        {
            _subLayers[i].Output.InputParametrization = gates?[i];
        }
    }

    /// <summary>Forward and backward; the gradient is that of the sum of the sequences' losses.</summary>
    private double RunBatch()
    {
        var outputs = _model.Forward(_tape, _batch.Tokens, DropoutRates.None, OutputNeeds.OnlyLogits);
        var loss = 0.0;
        if (_term is null)
        {
            _task.WriteNoise(_tape, outputs, _batch.Seed);
        }
        else
        {
            var extent = _term.Extent(BatchExtent.Of(_batch, _model.Head.LooksAtTokens));
            loss = _term.Evaluate(new ObjectiveContext(_tape, _batch, outputs, teacher: null, new StepPosition(0, 1)), weight: extent);
        }

        _tape.Backward();
        _tape.Clear();
        _subLayers[0].Output.Bias.ClearGradient();
        return loss;
    }
}
