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
    private readonly Tape _learningTape;
    private readonly Tape _teacherTape;

    /// <param name="plan">The plan.</param>
    /// <param name="environment">Memory, threads and cancellation.</param>
    /// <param name="seed">The stage's seed.</param>
    public GradientPass(TrainingPlan plan, TrainingEnvironment environment, ulong seed)
    {
        _plan = plan;
        _seed = seed;
        _times = environment.Times;
        _learningTape = new Tape(environment.Buffers, environment.Workers, training: true)
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
        var (loss, terms, tokens) = (0.0, new double[extents[0].Length], 0);
        var relations = Relate(batches, position);
        for (var i = 0; i < batches.Count; i++)
        {
            double[] shares = [.. extents[i].Select((own, term) => own == 0 ? 0 : own / extents.Sum(each => each[term]))];
            loss += AccumulateGradients(batches[i], position, shares, terms, relations?[i]);
            tokens += batches[i].Tokens.TokenCount;
        }

        return new StepLoss(loss, terms, tokens);
    }

    /// <summary>Gives back the memory of a pass that was broken off.</summary>
    public void Clear()
    {
        _learningTape.Clear();
        _teacherTape.Clear();
    }

    private double[] ExtentsOf(TrainingBatch batch) => _plan.Objective.Extents(BatchExtent.Of(batch, _plan.Student.Head.LooksAtTokens));

    /// <summary>
    /// Terms that relate the sequences of a step are evaluated over all of its batches at once; that takes a pass before the others, with the same
    /// random masks, which keeps nothing but the related states. Null where a step is one batch, or no term is of that kind.
    /// </summary>
    private IReadOnlyList<IReadOnlyDictionary<ObjectiveTerm, RelationGradient>>? Relate(IReadOnlyList<TrainingBatch> batches, StepPosition position)
    {
        if (batches.Count == 1 || _plan.Objective.RelationsAt(position) is not { } relations)
        {
            return null;
        }

        foreach (var batch in batches)
        {
            var (student, teachers) = Forward(batch, position, relations.StudentNeeds, relations.Teachers);
            relations.Gather(_learningTape, batch, student, teachers);
            Clear();
        }

        return relations.Relate(_learningTape.Workers);
    }

    private double AccumulateGradients(
        TrainingBatch batch, StepPosition position, double[] shares, double[] terms, IReadOnlyDictionary<ObjectiveTerm, RelationGradient>? relations)
    {
        var needs = _plan.Objective.ReadsStudentAt(position, shares) ? _plan.Objective.StudentNeeds : null;
        var (student, teachers) = Forward(batch, position, needs, _plan.Objective.TeachersAt(position, shares, relations));
        var loss = _plan.Objective.Evaluate(_learningTape, batch, student, teachers, position, shares, terms, relations);
        _times?.AddForward("Objective");
        _teacherTape.Clear();
        _learningTape.Backward();
        _learningTape.Clear();
        return loss;
    }

    /// <summary>Runs the teachers and the student, where anything of it is needed; teachers that learn behind the student on its tape.</summary>
    private (ModelOutputs Student, IReadOnlyDictionary<SingleTeacher, ModelOutputs> Teachers) Forward(
        TrainingBatch batch, StepPosition position, OutputNeeds? studentNeeds, IReadOnlyDictionary<SingleTeacher, OutputNeeds> teacherNeeds)
    {
        _learningTape.Seed = batch.Seed;
        _times?.Mark();
        var teachers = teacherNeeds.Where(teacher => !_plan.Learns(teacher.Key))
            .ToDictionary(teacher => teacher.Key, teacher => teacher.Key.Forward(_teacherTape, batch, teacher.Value));
        _times?.AddForward("Teachers");
        var student = studentNeeds is null
            ? ModelOutputs.Nothing
            : _plan.Student.Forward(_learningTape, batch.Tokens, _plan.Dropout, studentNeeds, batch.Targets, _plan.Route?.At(position, _seed));
        foreach (var teacher in _plan.LearningTeachers.Select(learning => learning.Teacher).Where(teacherNeeds.ContainsKey))
        {
            teachers.Add(teacher, teacher.Learn(_learningTape, batch, teacherNeeds[teacher], _plan.Dropout));
        }

        return (student, teachers);
    }
}
