using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.PostTraining;

namespace MLNet.Compression.Training.Calibration;

/// <summary>
/// Visits the linear layers of a model from the bottom up with Σ x xᵀ of the inputs x that each gets on a sample, once all below it, and all that its
/// section has before it, were visited. A layer that is used in several places is visited once, with the sum over them.
/// </summary>
/// <remarks>The states of the sample's tokens are held in memory.</remarks>
internal sealed class CalibrationPass
{
    private readonly IReadOnlyList<ModelSection> _sections;
    private readonly RowSample _sample;
    private readonly TrainingEnvironment _environment;
    private readonly Tape _tape;
    private readonly TrainingBatch _batch = new();

    /// <param name="model">The model, whose layers already round their inputs.</param>
    /// <param name="sample">The rows.</param>
    /// <param name="environment">Threads, progress, cancellation.</param>
    public CalibrationPass(TextModel model, RowSample sample, TrainingEnvironment environment)
    {
        (_sections, _sample, _environment) = (ModelSections.Of(model), sample, environment);
        _tape = new Tape(environment.Buffers, environment.Workers, training: false) { CancellationToken = environment.CancellationToken };
    }

    /// <summary>What a run counts as for its meter.</summary>
    public int Steps => (Visits().Sum(visit => visit.Last - visit.First + 2) + _sections.Count - 1) * _sample.Batches;

    /// <summary>Runs over the sample.</summary>
    /// <param name="visit">Rounds a layer, which the passes after it see. Is given the layer and Σ x xᵀ, row by row.</param>
    /// <param name="meter">Hears of each batch.</param>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public void Run(Action<Linear, double[][]> visit, PassMeter meter)
    {
        try
        {
            var (states, section) = (new SavedStates?[_sample.Batches], 0);
            foreach (var (linear, first, last) in Visits())
            {
                for (; section < first; section++)
                {
                    states = RunSections(states, section, section, meter);
                }

                visit(linear, InputsOf(linear, states, first, last, meter));
                meter.Add(loss: 0, tokens: 0, _sample.Batches);
            }
        }
        finally
        {
            _tape.Clear();
        }
    }

    /// <summary>Each layer with the first and the last section that use it.</summary>
    private IEnumerable<(Linear Linear, int First, int Last)> Visits() =>
        from place in _sections.Index()
        from linear in place.Item.Linears
        group place.Index by linear into uses
        select (uses.Key, uses.First(), uses.Last());

    private double[][] InputsOf(Linear linear, SavedStates?[] states, int first, int last, PassMeter meter)
    {
        var (sum, rounding) = (new ProductSum(linear.Weight.Columns, linear.Weight.Columns), linear.InputParametrization);
        linear.InputParametrization = new InputRecorder(rounding, sum);
        try
        {
            RunSections(states, first, last, meter);
            return sum.Sums;
        }
        finally
        {
            linear.InputParametrization = rounding;
        }
    }

    /// <summary>The states of each batch behind some sections.</summary>
    private SavedStates?[] RunSections(SavedStates?[] states, int first, int last, PassMeter meter)
    {
        var results = new SavedStates?[states.Length];
        for (var number = 0; number < results.Length; number++)
        {
            _sample.Fill(_batch, number, _environment.Seed);
            var state = states[number]?.ToTensor(_tape);
            for (var section = first; section <= last; section++)
            {
                state = _sections[section].Run(_tape, _batch.Tokens, state);
            }

            results[number] = SavedStates.Of(state!);
            _tape.Clear();
            meter.Add(loss: 0, _batch.Tokens.TokenCount, last - first + 1);
        }

        return results;
    }
}
