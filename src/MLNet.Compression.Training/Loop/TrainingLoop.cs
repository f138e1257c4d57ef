using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Optimizers;

namespace MLNet.Compression.Training.Loop;

/// <summary>The one training loop: fine-tuning, distillation, pruning and quantisation-aware training differ only in their plan.</summary>
internal sealed class TrainingLoop
{
    private readonly TrainingPlan _plan;
    private readonly TrainingEnvironment _environment;
    private readonly ulong _seed;
    private readonly Optimizer _optimizer;
    private readonly ProgressMeter _meter;
    private readonly LabeledBatch _batch = new();
    private readonly Tape _studentTape;
    private readonly Tape _teacherTape;
    private readonly double[] _termValues;

    public TrainingLoop(TrainingPlan plan, TrainingEnvironment environment)
    {
        _plan = plan;
        _environment = environment;
        _seed = plan.Stage.Aggregate(environment.Seed, (seed, letter) => SeededRandom.Combine(seed, letter));
        _optimizer = plan.Optimizer.Create([.. plan.Student.TrainedParameters, .. plan.Objective.Parameters], environment.Workers);
        _meter = new ProgressMeter(plan, environment);
        _studentTape = new Tape(environment.Buffers, environment.Workers, training: true) { Times = environment.Times };
        _teacherTape = new Tape(environment.Buffers, environment.Workers, training: false);
        _termValues = new double[plan.Objective.TermNames.Count];
    }

    /// <summary>Trains the plan's student to the end of the plan.</summary>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    /// <exception cref="TrainingDivergedException">The loss or a gradient is no longer a finite number.</exception>
    public void Run()
    {
        try
        {
            var order = new ShuffledOrder(_plan.Data.Count, _seed);
            for (var epoch = 0; epoch < _plan.Epochs; epoch++)
            {
                RunEpoch(epoch, order.Of(epoch));
            }
        }
        finally
        {
            _studentTape.Clear();
            _teacherTape.Clear();
            _optimizer.Release(_environment.Buffers);
        }
    }

    private void RunEpoch(int epoch, ReadOnlySpan<int> rows)
    {
        for (var start = 0; start < rows.Length; start += _plan.RowsPerStep)
        {
            var step = (epoch * _plan.StepsPerEpoch) + (start / _plan.RowsPerStep);
            RunStep(step, rows.Slice(start, Math.Min(_plan.RowsPerStep, rows.Length - start)));
            _meter.Report(step + 1, epoch + 1);
        }
    }

    private void RunStep(long step, ReadOnlySpan<int> rows)
    {
        foreach (var callback in _plan.Callbacks)
        {
            callback.BeforeStep(step, _plan.TotalSteps);
        }

        for (var start = 0; start < rows.Length; start += _plan.BatchSize)
        {
            _environment.CancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(_plan.BatchSize, rows.Length - start);
            var seed = SeededRandom.Combine(_seed, (ulong)((step * _plan.RowsPerStep) + start));
            _batch.Fill(_plan.Data, rows.Slice(start, count), MaskingOf(seed));
            AccumulateGradients(seed, share: (double)count / rows.Length);
        }

        _environment.Times?.Mark();
        var learningRate = _plan.LearningRate.At(step, _plan.TotalSteps);
        var norm = _optimizer.GradientNorm();
        if (!double.IsFinite(norm))
        {
            throw new TrainingDivergedException(_plan.Stage, step, learningRate, norm);
        }

        _optimizer.Step(learningRate, gradientScale: Math.Min(1, _plan.MaximumGradientNorm / (norm + 1e-6)));
        _environment.Times?.AddForward("Optimizer");
        _meter.LearningRate = learningRate;
    }

    private TokenMasking? MaskingOf(ulong seed) =>
        _plan.MaskedTokenShare == 0 ? null : new TokenMasking(_plan.Student.Tokenizer.Vocabulary, _plan.MaskedTokenShare, seed);

    private void AccumulateGradients(ulong seed, double share)
    {
        _studentTape.Seed = seed;
        _environment.Times?.Mark();
        var teachers = _plan.Objective.Teachers.ToDictionary(
            teacher => teacher.Key,
            teacher => teacher.Key.Forward(_teacherTape, _batch.Tokens, DropoutRates.None, needs: teacher.Value));
        _environment.Times?.AddForward("Teachers");
        var student = _plan.Student.Forward(_studentTape, _batch.Tokens, _plan.Dropout, _plan.Objective.StudentNeeds);
        var loss = _plan.Objective.Evaluate(_studentTape, student, teachers, _batch.Targets, share, _termValues);
        _environment.Times?.AddForward("Objective");
        _teacherTape.Clear();
        _studentTape.Backward();
        _studentTape.Clear();
        _meter.Add(loss, _termValues, share, _batch.Tokens.TokenCount);
    }
}
