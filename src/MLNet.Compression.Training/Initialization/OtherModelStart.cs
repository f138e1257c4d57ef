using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Takes what another model than the teacher has.</summary>
internal abstract record OtherModelStart : ExtractInitialization
{
    internal sealed override ExtractedFeatures? Apply(StudentStart start)
    {
        var student = start.Student;
        var source = Load(student);
        CheckSource(source.Shape, student.Shape);
        var words = PieceMatching.Of(source, student);
        var takesHead = TakesHead(source, student);
        if (student.Shape.IsStatic)
        {
            StaticCopy.Run(source, student, words.Rows, takesHead);
        }
        else
        {
            var scores = WeightScores.Of(source, Extraction.IsProjected(source, student));
            new Extraction(source, student, scores, words).Run(Pairs(source.Shape, student.Shape), takesHead, start.Environment.CancellationToken);
        }

        start.Environment.Log(FormattableString.Invariant(
            $"The student starts {Text}: {words.Rows.Count(row => row != UnitSelection.New):N0} of {words.Rows.Length:N0} word embeddings{Averaged(words.Parts.Count)}, {(takesHead ? "its head" : "a new head")}."));
        return null;
    }

    /// <summary>The model with the student's kind of head, and with its classes in the student's order if they are the same.</summary>
    internal abstract TextModel Load(TextModel student);

    /// <summary>The pieces that the model's word embeddings belong to.</summary>
    internal abstract Vocabulary ReadVocabulary();

    /// <summary>Whether a student of a shape can start from the model.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    private protected void CheckSource(BertShape source, BertShape student)
    {
        if (source.IsStatic && student.IsStatic)
        {
            StaticCopy.Require(source, student, Name);
        }
        else
        {
            Pairs(source, student);
        }
    }

    private static string Averaged(int count) => count == 0 ? "" : FormattableString.Invariant($" and {count:N0} made of those of their parts");

    private static bool TakesHead(TextModel source, TextModel student) => source.HeadKind == student.HeadKind
        && source.Labels.SequenceEqual(student.Labels) && source.Dense == student.Dense && !source.NewTensors.Intersect(source.Head.Parameters.Select(parameter => parameter.Name)).Any();
}
