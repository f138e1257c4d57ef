using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Objectives;

/// <summary>A loss: the weighted sum of its terms. Different terms may learn from different teachers.</summary>
internal sealed class Objective
{
    private readonly WeightedTerm[] _terms;

    /// <summary>Terms whose weight is 0 at every step are left out, and so cost nothing.</summary>
    public Objective(IEnumerable<WeightedTerm> terms)
    {
        _terms = [.. terms.Where(term => term.Weight.Most > 0)];
        if (_terms.Length == 0)
        {
            throw new ArgumentException("Every term of the objective has weight 0: give at least one a positive weight.", nameof(terms));
        }

        StudentNeeds = _terms.Aggregate(OutputNeeds.Nothing, (needs, term) => needs.Union(term.Term.StudentNeeds));
        Teachers = _terms.SelectMany(term => (term.Teacher?.Members ?? []).Select(teacher => (teacher, term.Term.TeacherNeeds)))
            .GroupBy(need => need.teacher)
            .ToDictionary(group => group.Key, group => group.Aggregate(OutputNeeds.Nothing, (needs, need) => needs.Union(need.TeacherNeeds)).WithRowsOf(StudentNeeds));
        TermNames = [.. _terms.Select(term => term.Term.Name)];
    }

    /// <summary>What the student's forward pass must keep.</summary>
    public OutputNeeds StudentNeeds { get; }

    /// <summary>The teachers that the terms learn from, and what each must give.</summary>
    public IReadOnlyDictionary<SingleTeacher, OutputNeeds> Teachers { get; }

    /// <summary>The names of the terms, in the order of <see cref="Evaluate"/>'s values.</summary>
    public IReadOnlyList<string> TermNames { get; }

    /// <summary>Weights that the terms learn beside the student.</summary>
    public IEnumerable<Parameter> Parameters => _terms.SelectMany(term => term.Term.Parameters);

    /// <summary>Whether a term reads the rows' targets.</summary>
    public bool ReadsTargets => _terms.Any(term => term.Term.ReadsTargets);

    /// <summary>How much each term finds to average over in a batch.</summary>
    public double[] Extents(BatchExtent batch) =>
        Array.ConvertAll(_terms, term => term.Term.ReadsTargets && batch.Targets is NoTargets ? 0 : term.Term.Extent(batch));

    /// <summary>The terms that relate the sequences of a step to each other; null where none does.</summary>
    public StepRelations? RelationsAt(StepPosition position)
    {
        WeightedTerm[] relating = [.. _terms.Where(term => term.Term is SequenceRelations && term.Weight.At(position) > 0)];
        return relating.Length > 0 ? new StepRelations(relating, position) : null;
    }

    /// <summary>What each teacher must give for a batch of which the terms see these shares; teachers that no term asks are not there.</summary>
    /// <param name="position">The step.</param>
    /// <param name="shares">See <see cref="Evaluate"/>.</param>
    /// <param name="relations">See <see cref="Evaluate"/>.</param>
    public IReadOnlyDictionary<SingleTeacher, OutputNeeds> TeachersAt(
        StepPosition position, ReadOnlySpan<double> shares, IReadOnlyDictionary<ObjectiveTerm, RelationGradient>? relations = null)
    {
        var asked = new HashSet<SingleTeacher>();
        for (var i = 0; i < _terms.Length; i++)
        {
            if (LooksAt(i, position, shares) && relations?.ContainsKey(_terms[i].Term) != true)
            {
                asked.UnionWith(_terms[i].Teacher?.Members ?? []);
            }
        }

        return Teachers.Where(teacher => asked.Contains(teacher.Key)).ToDictionary();
    }

    /// <summary>Whether a term reads the student's outputs on a batch of which the terms see these shares; otherwise nobody needs them.</summary>
    /// <param name="position">The step.</param>
    /// <param name="shares">See <see cref="Evaluate"/>.</param>
    public bool ReadsStudentAt(StepPosition position, ReadOnlySpan<double> shares)
    {
        var reads = false;
        for (var i = 0; i < _terms.Length; i++)
        {
            reads |= LooksAt(i, position, shares) && !_terms[i].Term.StudentNeeds.IsEmpty;
        }

        return reads;
    }

    /// <summary>The loss; writes its gradient into the tensors that the terms read.</summary>
    /// <param name="tape">The student's pass.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="student">The student's outputs; <see cref="ModelOutputs.Nothing"/> unless <see cref="ReadsStudentAt"/>.</param>
    /// <param name="teachers">The outputs of each of <see cref="TeachersAt"/> on the same batch.</param>
    /// <param name="position">The step.</param>
    /// <param name="shares">For each term this batch's share of the step; those of a step's batches sum to 1. A term of share 0 is not looked at.</param>
    /// <param name="values">To each term's value its share of this batch is added.</param>
    /// <param name="relations">What the batch receives of terms that were evaluated for the whole step; null where it is the step.</param>
    /// <returns>The batch's share of the step's loss.</returns>
    public double Evaluate(
        Tape tape,
        TrainingBatch batch,
        ModelOutputs student,
        IReadOnlyDictionary<SingleTeacher, ModelOutputs> teachers,
        StepPosition position,
        ReadOnlySpan<double> shares,
        Span<double> values,
        IReadOnlyDictionary<ObjectiveTerm, RelationGradient>? relations = null)
    {
        var loss = 0.0;
        for (var i = 0; i < _terms.Length; i++)
        {
            var (term, weight, teacher) = (_terms[i].Term, _terms[i].Weight.At(position), _terms[i].Teacher);
            if (shares[i] > 0 && weight > 0)
            {
                var received = relations?.GetValueOrDefault(term);
                var context = new ObjectiveContext(tape, batch, student, received is null ? teacher?.Outputs(teachers, tape, position) : null, position);
                var value = shares[i] * (received is null ? term.Evaluate(context, weight * shares[i]) : Receive(term, context, received, weight));
                values[i] += value;
                loss += weight * value;
            }
        }

        return loss;
    }

    private bool LooksAt(int term, StepPosition position, ReadOnlySpan<double> shares) => shares[term] > 0 && _terms[term].Weight.At(position) > 0;

    /// <summary>A term that was evaluated for the whole step: its gradient is for all of it, whatever the batch's share.</summary>
    private static double Receive(ObjectiveTerm term, ObjectiveContext context, RelationGradient received, double weight)
    {
        ((SequenceRelations)term).Receive(context, received, weight);
        return received.Loss;
    }
}
