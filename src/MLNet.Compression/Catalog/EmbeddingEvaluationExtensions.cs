using Microsoft.ML;
using MLNet.Compression.Evaluation;

namespace MLNet.Compression;

/// <summary>How near vectors of texts come to a teacher's, on <c>mlContext.Transforms.Text</c>.</summary>
public static class EmbeddingEvaluationExtensions
{
    /// <summary>Compares the vectors that a model gives texts with those of its teacher.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">Rows with the columns that both read; labels are not needed.</param>
    /// <param name="student">A text model, or a fitted or loaded chain with one.</param>
    /// <param name="teacher">An embedding model, or any other model with a column of vectors, of any dimensions.</param>
    /// <param name="teacherColumnName">The column of the teacher's vectors; null for that of an embedding model.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    /// <exception cref="ArgumentException">The student gives no vectors, the teacher's column is not named and not known, or there are no rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The teacher's column is missing, or no vector of Single of a known size.</exception>
    public static EmbeddingLoyaltyMetrics EvaluateEmbeddingLoyalty(
        this TransformsCatalog.TextTransforms catalog,
        IDataView data,
        ITransformer student,
        ITransformer teacher,
        string? teacherColumnName = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(teacher);
        return EmbeddingLoyalty.Of(data, student, teacher, teacherColumnName, cancellationToken);
    }
}
