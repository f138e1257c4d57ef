using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Distilling;

/// <summary>Whom and what a student learns from.</summary>
/// <param name="Student">The model that learns; made with the first text model's tokenizer and labels. Without a teacher it keeps the weights that it has.</param>
/// <param name="Teachers">The teachers, by position; empty where no loss needs one.</param>
/// <param name="Labeled">Rows with labels; null for none.</param>
/// <param name="Unlabeled">Rows without; null for none.</param>
internal sealed record DistillationInput(TextModel Student, IReadOnlyList<SingleTeacher> Teachers, TextRows? Labeled, TextRows? Unlabeled = null)
{
    /// <summary>The model that the student takes its first weights from; null for the first teacher that is a model.</summary>
    public TextModel? Origin { get; init; }

    /// <summary>One teacher and the rows of one data set.</summary>
    public static DistillationInput Of(TextModel teacher, TextModel student, TextDataset data)
    {
        var rows = new TextRows("training data", data);
        return new DistillationInput(student, [new ModelTeacher(teacher)], data.HasTargets ? rows : null, data.HasTargets ? null : rows);
    }
}
