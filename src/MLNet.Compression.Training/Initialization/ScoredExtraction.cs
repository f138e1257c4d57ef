using MLNet.Compression.Training.Importance;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Takes the teacher's most valued units.</summary>
internal abstract record ScoredExtraction : ExtractInitialization
{
    internal sealed override ExtractedFeatures? Apply(StudentStart start)
    {
        var (teacher, student) = (start.Teacher, start.Student);
        Check(teacher.Shape, student.Shape, start.Map);
        var words = UnitSelection.Leading(teacher.Shape.VocabularySize, student.Shape.VocabularySize);
        return new Extraction(teacher, student, Score(start), words).Run(PairsFor(teacher.Shape, student.Shape, start.Map), takesHead: true);
    }

    /// <summary>What each unit of the teacher is worth.</summary>
    internal abstract UnitScores Score(StudentStart start);
}
