using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression;

/// <summary>
/// Masked language modelling of a teacher that goes on learning (<see cref="DistillationStage.TeacherLearns"/>): cross-entropy with the hidden
/// pieces, of each word over the vocabulary that it was split by (Zhao et al. 2019).
/// </summary>
public sealed record TeacherLanguageModelLoss : DistillationLoss
{
    /// <param name="weight">The loss's weight.</param>
    public TeacherLanguageModelLoss(Schedule? weight = null) => Weight = weight ?? 1;

    internal override bool NeedsMasking => true;

    /// <inheritdoc/>
    public override string ToString() => Describe("teacher's hidden pieces");

    internal override IEnumerable<WeightedTerm> Terms(LossSetting setting)
    {
        var teacher = setting.Teachers[0];
        return [new(new TeacherLabels(new PieceLabels(StartOf(setting.ModelOf(0), setting.Student)), teacher.Beside!.Tokenization), Weight, teacher)];
    }

    internal override void Check(LossCheck check)
    {
        base.Check(check);
        if (Teachers.Count > 0)
        {
            throw new ArgumentException($"The loss '{this}' names teachers, but it is the first one that learns: leave Teachers empty.");
        }
    }

    /// <summary>The first of the student's pieces in the teacher's word table.</summary>
    private static int StartOf(TextModel teacher, TextModel student) => teacher.Shape.VocabularySize - student.Shape.VocabularySize;
}
