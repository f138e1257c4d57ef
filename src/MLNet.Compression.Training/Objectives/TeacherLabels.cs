using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>What a teacher that goes on learning minimises itself: a term of its own logits, on its own tokens.</summary>
/// <param name="term">The term, for a student in the teacher's place.</param>
/// <param name="tokenization">Which of the batch's tokens the teacher reads.</param>
internal sealed class TeacherLabels(LogitTerm term, int tokenization) : ObjectiveTerm
{
    /// <inheritdoc/>
    public override string Name => $"teacher's {term.Name}";

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => term.StudentNeeds;

    /// <inheritdoc/>
    public override double Extent(BatchExtent batch)
    {
        var own = batch.In(tokenization);
        return own.Targets is NoTargets ? 0 : term.Extent(own);
    }

    /// <inheritdoc/>
    public override double Evaluate(ObjectiveContext context, double weight) => term.Evaluate(context.OfTeacher(tokenization), weight);
}
