using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Loop;

/// <summary>Forward and backward passes over the rows of one optimizer step.</summary>
internal sealed class GradientPass
{
    private readonly TrainingPlan _plan;
    private readonly ulong _seed;
    private readonly OperationTimes? _times;
    private readonly Tape _studentTape;
    private readonly Tape _teacherTape;

    /// <param name="plan">The plan.</param>
    /// <param name="environment">Memory, threads and cancellation.</param>
    /// <param name="seed">The stage's seed.</param>
    /// <exception cref="ArgumentException">The plan splits a step into batches whose sequences a term relates to each other.</exception>
    public GradientPass(TrainingPlan plan, TrainingEnvironment environment, ulong seed)
    {
        if (plan.Source.BatchesPerStep > 1 && plan.Objective.RelatingTerm is { } term)
        {
            throw new ArgumentException(
                $"The term '{term.Name}' relates the sequences of a batch to each other, so a step cannot be split into {plan.Source.BatchesPerStep} batches: set AccumulationSteps to 1, and learn from labelled and unlabelled rows without a loss of labels.", nameof(plan));
        }

        _plan = plan;
        _seed = seed;
        _times = environment.Times;
        _studentTape = new Tape(environment.Buffers, environment.Workers, training: true)
        {
            Times = _times,
            CancellationToken = environment.CancellationToken,
            Frozen = plan.Frozen.Concat(plan.Route?.Borrowed ?? []).ToHashSet(),
        };
        _teacherTape = new Tape(environment.Buffers, environment.Workers, training: false) { CancellationToken = environment.CancellationToken };
    }

    /// <summary>Gathers the gradients of a step in the parameters: those that one batch of all its rows would give.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled; gradients may be there in part.</exception>
    public StepLoss Run(long step)
    {
        var position = new StepPosition(step, _plan.TotalSteps);
        var batches = _plan.Source.Step(step, _seed);
        var extents = batches.Select(ExtentsOf).ToArray();
        var route = _plan.Route?.At(position, _seed);
        var (loss, terms, tokens) = (0.0, new double[extents[0].Length], 0);
        foreach (var (batch, extent) in batches.Zip(extents))
        {
            double[] shares = [.. extent.Select((own, term) => own == 0 ? 0 : own / extents.Sum(each => each[term]))];
            loss += AccumulateGradients(batch, position, route, shares, terms);
            tokens += batch.Tokens.TokenCount;
        }

        return new StepLoss(loss, terms, tokens);
    }

    /// <summary>Gives back the memory of a pass that was broken off.</summary>
    public void Clear()
    {
        _studentTape.Clear();
        _teacherTape.Clear();
    }

    private double[] ExtentsOf(TrainingBatch batch) => _plan.Objective.Extents(BatchExtent.Of(batch, _plan.Student.Head.LooksAtTokens));

    private double AccumulateGradients(
        TrainingBatch batch, StepPosition position, IReadOnlyList<EncoderModule?>? route, double[] shares, double[] terms)
    {
        _studentTape.Seed = batch.Seed;
        _times?.Mark();
        var teachers = _plan.Objective.TeachersAt(position, shares).ToDictionary(
            teacher => teacher.Key,
            teacher => teacher.Key.Forward(_teacherTape, batch, teacher.Value));
        _times?.AddForward("Teachers");
        var student = _plan.Objective.ReadsStudentAt(position, shares)
            ? _plan.Student.Forward(_studentTape, batch.Tokens, _plan.Dropout, _plan.Objective.StudentNeeds, batch.Targets, route)
            : ModelOutputs.Nothing;
        var loss = _plan.Objective.Evaluate(_studentTape, batch, student, teachers, position, shares, terms);
        _times?.AddForward("Objective");
        _teacherTape.Clear();
        _studentTape.Backward();
        _studentTape.Clear();
        return loss;
    }
}
