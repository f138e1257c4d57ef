using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Evaluation;

/// <summary>Compares the vectors that a student gives texts with those of its teacher.</summary>
internal static class EmbeddingLoyalty
{
    /// <param name="data">The rows.</param>
    /// <param name="student">The student.</param>
    /// <param name="teacher">Its teacher.</param>
    /// <param name="teacherColumn">The teacher's column; null for that of its text model.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    /// <exception cref="ArgumentException">The student gives no vectors, the teacher's column is not known, or there are no rows.</exception>
    public static EmbeddingLoyaltyMetrics Of(IDataView data, ITransformer student, ITransformer teacher, string? teacherColumn, CancellationToken cancellationToken)
    {
        var compared = new ComparedRows(data, student, teacher, outcome => outcome is EmbeddingOutcome, "vectors");
        var column = teacherColumn ?? (compared.Teacher.Outcome is EmbeddingOutcome ? compared.Teacher.Score : null) ?? throw new ArgumentException(
            "The teacher is no embedding model of this library: name the column of its vectors.", nameof(teacherColumn));
        var own = VectorColumn.Read(compared.Student.Scored, "student's vectors", compared.Student.Score!, cancellationToken);
        var other = VectorColumn.Read(compared.Teacher.Scored, "teacher's vectors", column, cancellationToken);
        return own.Length == 0 ? throw ComparedRows.Empty() : new EmbeddingLoyaltyMetrics(own.Length, MeanCosine(own, other), VectorSimilarities.Correlation(own, other));
    }

    private static double? MeanCosine(float[][] own, float[][] other) => own[0].Length == other[0].Length ? own.Zip(other, VectorSimilarities.Cosine).Average() : null;
}
