using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Takes the teacher's most valued units.</summary>
internal abstract record ScoredExtraction : ExtractInitialization
{
    internal sealed override ExtractedFeatures? Apply(StudentStart start)
    {
        if (start.Teacher is not { } teacher)
        {
            start.Environment.Log($"The student starts from random weights: no teacher is a model, from which {Text} could take layers.");
            return null;
        }

        var student = start.Student;
        Check(teacher.Shape, student.Shape);
        var isProjected = Extraction.IsProjected(teacher, student);
        return new Extraction(teacher, student, Score(teacher, isProjected, start), PieceMatching.Of(teacher, student))
            .Run(Pairs(teacher.Shape, student.Shape), takesHead: true, start.Environment.CancellationToken);
    }

    /// <summary>What each unit of the teacher is worth.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="isProjected">Whether embeddings and layers have features of their own in teacher or student.</param>
    /// <param name="start">Rows, seed, threads.</param>
    internal abstract UnitScores Score(TextModel teacher, bool isProjected, StudentStart start);
}
