using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Allocation;

/// <summary>The divergence of Kullback and Leibler of a model's predictions on a sample from those before, in nats a row, summed over tokens where there are predictions for each; of a regression the squared change.</summary>
internal sealed class MeasuredDivergence : RoundingLoss
{
    private readonly TextModel _model;
    private readonly RowSample _sample;
    private readonly TrainingEnvironment _environment;
    private readonly PassMeter _meter;
    private readonly ObjectiveTerm _term;
    private readonly Tape _tape;
    private readonly TrainingBatch _batch = new();
    private readonly float[][] _before;
    private readonly double _least;

    /// <param name="model">The model, nothing of it rounded.</param>
    /// <param name="sample">The rows.</param>
    /// <param name="passes">How often it will be asked, for progress.</param>
    /// <param name="environment">Threads, progress, cancellation.</param>
    public MeasuredDivergence(TextModel model, RowSample sample, int passes, TrainingEnvironment environment)
    {
        (_model, _sample, _environment) = (model, sample, environment);
        _meter = new PassMeter("quantise", (passes + 2) * sample.Batches, environment.Progress);
        _term = TextTasks.Of(model).TeacherTerm(PredictionDivergence.KullbackLeibler, new ModelTeacher(model), weight: 1, temperature: 1).Term;
        _tape = new Tape(environment.Buffers, environment.Workers, training: false) { CancellationToken = environment.CancellationToken };
        _before = new float[sample.Batches][];
        Each((number, outputs) =>
        {
            _before[number] = outputs.Logits!.ValueSpan.ToArray();
            return 0;
        });
        _least = Each(DivergenceOf);
    }

    /// <inheritdoc/>
    public override double Of(IReadOnlyList<Parameter> rounded) => Math.Max(0, Each(DivergenceOf) - _least) / _sample.Rows;

    /// <summary>Of one batch; where answers are looked for the cross-entropy, from which <see cref="_least"/> takes the entropy of the predictions before.</summary>
    private double DivergenceOf(int number, ModelOutputs outputs)
    {
        var expected = _tape.Allocate(outputs.Logits!.Rows, outputs.Logits.Columns);
        _before[number].CopyTo(expected.ValueSpan);
        var mean = _term.Evaluate(new ObjectiveContext(_tape, _batch, outputs, outputs.With(expected), new StepPosition(0, 1)), weight: 1);
        return mean * _term.Extent(BatchExtent.Of(_batch, _model.Head.LooksAtTokens));
    }

    /// <summary>The sum of what a function gives for each batch.</summary>
    private double Each(Func<int, ModelOutputs, double> read)
    {
        var sum = 0.0;
        try
        {
            for (var number = 0; number < _sample.Batches; number++)
            {
                _sample.Fill(_batch, number, _environment.Seed);
                sum += read(number, _model.Forward(_tape, _batch.Tokens, DropoutRates.None, OutputNeeds.OnlyLogits));
                _tape.Clear();
                _meter.Add(loss: 0, _batch.Tokens.TokenCount);
            }
        }
        finally
        {
            _tape.Clear();
        }

        return sum;
    }
}
