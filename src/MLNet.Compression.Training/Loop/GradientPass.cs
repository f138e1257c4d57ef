using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Objectives;

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

    /// <param name="plan">The plan.</param>
    /// <param name="environment">Memory, threads and cancellation.</param>
    /// <param name="seed">What random masks depend on, beside the step.</param>
    /// <exception cref="ArgumentException">The plan splits a step into batches whose sequences a term relates to each other.</exception>
    public GradientPass(TrainingPlan plan, TrainingEnvironment environment, ulong seed)
    {
        if (plan.AccumulationSteps > 1 && plan.Objective.RelatingTerm is { } term)
        {
            throw new ArgumentException(
                $"The term '{term.Name}' relates the sequences of a batch to each other, so a step cannot be split into {plan.AccumulationSteps} batches: set AccumulationSteps to 1.", nameof(plan));
        }

        _plan = plan;
        _seed = seed;
        _times = environment.Times;
        _studentTape = new Tape(environment.Buffers, environment.Workers, training: true) { Times = _times, CancellationToken = environment.CancellationToken };
        _teacherTape = new Tape(environment.Buffers, environment.Workers, training: false) { CancellationToken = environment.CancellationToken };
    }

    /// <summary>Gathers the gradients of a step in the parameters: those that one batch of all its rows would give.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="rows">Its rows.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled; gradients may be there in part.</exception>
    public StepLoss Run(long step, ReadOnlySpan<int> rows)
    {
        var whole = ExtentsOf(rows);
        var (loss, terms, tokens) = (0.0, new double[whole.Length], 0);
        for (var start = 0; start < rows.Length; start += _plan.BatchSize)
        {
            var part = rows.Slice(start, Math.Min(_plan.BatchSize, rows.Length - start));
            var seed = SeededRandom.Combine(_seed, (ulong)((step * _plan.RowsPerStep) + start));
            _batch.Fill(_plan.Data, part, MaskingOf(seed));
            double[] shares = [.. ExtentsOf(part).Zip(whole, (some, all) => all == 0 ? 0 : some / all)];
            loss += AccumulateGradients(seed, shares, terms);
            tokens += _batch.Tokens.TokenCount;
        }

        return new StepLoss(loss, terms, tokens);
    }

    /// <summary>Gives back the memory of a pass that was broken off.</summary>
    public void Clear()
    {
        _studentTape.Clear();
        _teacherTape.Clear();
    }

    private double[] ExtentsOf(ReadOnlySpan<int> rows) =>
        _plan.Objective.Extents(BatchExtent.Of(_plan.Data, rows, _plan.Student.Head.LooksAtTokens));

    private TokenMasking? MaskingOf(ulong seed) =>
        _plan.MaskedTokenShare == 0 ? null : new TokenMasking(_plan.Student.Tokenizer.Vocabulary, _plan.MaskedTokenShare, seed);

    private double AccumulateGradients(ulong seed, double[] shares, double[] terms)
    {
        _studentTape.Seed = seed;
        _times?.Mark();
        var teachers = _plan.Objective.Teachers.ToDictionary(
            teacher => teacher.Key,
            teacher => teacher.Key.Forward(_teacherTape, _batch.Tokens, DropoutRates.None, needs: teacher.Value, _batch.Targets));
        _times?.AddForward("Teachers");
        var student = _plan.Student.Forward(_studentTape, _batch.Tokens, _plan.Dropout, _plan.Objective.StudentNeeds, _batch.Targets);
        var loss = _plan.Objective.Evaluate(_studentTape, student, teachers, _batch.Targets, shares, terms);
        _times?.AddForward("Objective");
        _teacherTape.Clear();
        _studentTape.Backward();
        _studentTape.Clear();
        return loss;
    }
}
