using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Loop;

/// <summary>Forward and backward passes over the rows of one optimizer step.</summary>
internal sealed class GradientPass
{
    private readonly TrainingPlan _plan;
    private readonly ulong _seed;
    private readonly OperationTimes? _times;
    private readonly LabeledBatch _batch = new();
    private readonly Tape _studentTape;
    private readonly Tape _teacherTape;
    private readonly double[] _termValues;

    /// <param name="plan">The plan.</param>
    /// <param name="environment">Memory, threads and cancellation.</param>
    /// <param name="seed">What random masks depend on, beside the step.</param>
    public GradientPass(TrainingPlan plan, TrainingEnvironment environment, ulong seed)
    {
        _plan = plan;
        _seed = seed;
        _times = environment.Times;
        _studentTape = new Tape(environment.Buffers, environment.Workers, training: true) { Times = _times, CancellationToken = environment.CancellationToken };
        _teacherTape = new Tape(environment.Buffers, environment.Workers, training: false) { CancellationToken = environment.CancellationToken };
        _termValues = new double[plan.Objective.TermNames.Count];
    }

    /// <summary>Gathers the gradients of a step in the parameters.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="rows">Its rows.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled; gradients may be there in part.</exception>
    public StepLoss Run(long step, ReadOnlySpan<int> rows)
    {
        var (loss, terms, tokens) = (0.0, new double[_termValues.Length], 0);
        for (var start = 0; start < rows.Length; start += _plan.BatchSize)
        {
            var count = Math.Min(_plan.BatchSize, rows.Length - start);
            var share = (double)count / rows.Length;
            var seed = SeededRandom.Combine(_seed, (ulong)((step * _plan.RowsPerStep) + start));
            _batch.Fill(_plan.Data, rows.Slice(start, count), MaskingOf(seed));
            loss += share * AccumulateGradients(seed, share);
            tokens += _batch.Tokens.TokenCount;
            for (var i = 0; i < terms.Length; i++)
            {
                terms[i] += share * _termValues[i];
            }
        }

        return new StepLoss(loss, terms, tokens);
    }

    /// <summary>Gives back the memory of a pass that was broken off.</summary>
    public void Clear()
    {
        _studentTape.Clear();
        _teacherTape.Clear();
    }

    private TokenMasking? MaskingOf(ulong seed) =>
        _plan.MaskedTokenShare == 0 ? null : new TokenMasking(_plan.Student.Tokenizer.Vocabulary, _plan.MaskedTokenShare, seed);

    private double AccumulateGradients(ulong seed, double share)
    {
        _studentTape.Seed = seed;
        _times?.Mark();
        var teachers = _plan.Objective.Teachers.ToDictionary(
            teacher => teacher.Key,
            teacher => teacher.Key.Forward(_teacherTape, _batch.Tokens, DropoutRates.None, needs: teacher.Value));
        _times?.AddForward("Teachers");
        var student = _plan.Student.Forward(_studentTape, _batch.Tokens, _plan.Dropout, _plan.Objective.StudentNeeds);
        var loss = _plan.Objective.Evaluate(_studentTape, student, teachers, _batch.Targets, share, _termValues);
        _times?.AddForward("Objective");
        _teacherTape.Clear();
        _studentTape.Backward();
        _studentTape.Clear();
        return loss;
    }
}
