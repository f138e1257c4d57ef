using System.Globalization;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Takes whole layers: with the same widths there is nothing to choose within them.</summary>
internal sealed record LayerCopy : ScoredExtraction
{
    internal override string Name => "LayersOf";

    internal override string Text => $"{Name}({Map})";

    internal override void Check(BertShape? teacher, BertShape student)
    {
        base.Check(teacher, student);
        if (teacher is not null)
        {
            RequireWidths(teacher, student);
        }
    }

    internal override UnitScores Score(TextModel teacher, bool isProjected, StudentStart start) => WeightScores.Of(teacher, isProjected);

    private void RequireWidths(BertShape teacher, BertShape student)
    {
        Require("HiddenSize", teacher.HiddenSize, student.HiddenSize);
        Require("EmbeddingSize", teacher.EmbeddingSize, student.EmbeddingSize);
        foreach (var (studentLayer, teacherLayer) in Pairs(teacher, student))
        {
            var (from, to) = (teacher.Layers[teacherLayer], student.Layers[studentLayer]);
            var place = string.Create(CultureInfo.InvariantCulture, $" of student layer {studentLayer} and teacher layer {teacherLayer}");
            Require("Heads" + place, from.Heads, to.Heads);
            Require("HeadSize" + place, from.HeadSize, to.HeadSize);
            Require("FeedForwardSize" + place, from.FeedForwardSize, to.FeedForwardSize);
        }
    }

    private void Require(string size, int teacher, int student)
    {
        if (teacher != student)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Text} copies whole layers, but {size}: the student has {student}, the teacher {teacher}. Choose a student of the teacher's widths, or Extract."));
        }
    }
}
