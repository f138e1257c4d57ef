using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Objectives;

/// <summary>The terms of an objective that relate the sequences of one step to each other, where the step is split into batches.</summary>
/// <param name="terms">Terms that are <see cref="SequenceRelations"/>, and their teachers.</param>
/// <param name="position">The step.</param>
internal sealed class StepRelations(IReadOnlyList<WeightedTerm> terms, StepPosition position)
{
    private readonly Objective _objective = new(terms);
    private readonly Dictionary<SequenceRelations, List<IReadOnlyList<SequenceStates>>> _gathered =
        terms.Select(term => (SequenceRelations)term.Term).ToDictionary(term => term, _ => new List<IReadOnlyList<SequenceStates>>());

    /// <inheritdoc cref="Objective.StudentNeeds"/>
    public OutputNeeds StudentNeeds => _objective.StudentNeeds;

    /// <inheritdoc cref="Objective.Teachers"/>
    public IReadOnlyDictionary<SingleTeacher, OutputNeeds> Teachers => _objective.Teachers;

    /// <summary>Takes what the terms relate of the next batch; nothing of the pass is needed afterwards.</summary>
    public void Gather(Tape tape, TrainingBatch batch, ModelOutputs student, IReadOnlyDictionary<SingleTeacher, ModelOutputs> teachers)
    {
        foreach (var (term, _, teacher) in terms)
        {
            var relations = (SequenceRelations)term;
            _gathered[relations].Add(relations.Gather(new ObjectiveContext(tape, batch, student, teacher?.Outputs(teachers, tape, position), position)));
        }
    }

    /// <summary>For each batch, in the order in which they were gathered, what it receives of each term's gradient.</summary>
    public IReadOnlyList<IReadOnlyDictionary<ObjectiveTerm, RelationGradient>> Relate(WorkerPool workers)
    {
        var related = _gathered.Select(term => (Term: (ObjectiveTerm)term.Key, Batches: term.Key.Relate(term.Value, workers))).ToArray();
        return [.. Enumerable.Range(0, related[0].Batches.Count).Select(batch => related.ToDictionary(each => each.Term, each => each.Batches[batch]))];
    }
}
