using System.Globalization;
using MLNet.Compression.Training.Importance;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Takes whole layers: with the same widths there is nothing to choose within them.</summary>
internal sealed record LayerCopy : ScoredExtraction
{
    internal override string Name => "LayersOf";

    internal override string Text => $"{Name}({Map})";

    internal override void Check(BertShape teacher, BertShape student, LayerMap map)
    {
        base.Check(teacher, student, map);
        Require("HiddenSize", teacher.HiddenSize, student.HiddenSize);
        Require("EmbeddingSize", teacher.EmbeddingSize, student.EmbeddingSize);
        foreach (var (studentLayer, teacherLayer) in PairsFor(teacher, student, map))
        {
            var (from, to) = (teacher.Layers[teacherLayer], student.Layers[studentLayer]);
            var place = string.Create(CultureInfo.InvariantCulture, $" of student layer {studentLayer} and teacher layer {teacherLayer}");
            Require("Heads" + place, from.Heads, to.Heads);
            Require("HeadSize" + place, from.HeadSize, to.HeadSize);
            Require("FeedForwardSize" + place, from.FeedForwardSize, to.FeedForwardSize);
        }
    }

    internal override UnitScores Score(StudentStart start) => WeightScores.Of(start.Teacher, Extraction.IsProjected(start.Teacher, start.Student));

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
