using System.Numerics.Tensors;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Initialization;

/// <summary>A teacher's vectors in a static student's dimensions.</summary>
internal static class ReducedVectors
{
    /// <summary>Overwrites the student's vectors: principal components, times the weights; 0 where there is no vector.</summary>
    /// <param name="vectors">A vector for each piece, at least as wide as the student's.</param>
    /// <param name="pieces">The pieces.</param>
    /// <param name="weights">How much each counts; null for all alike.</param>
    /// <param name="student">The student.</param>
    /// <param name="environment">Threads and cancellation.</param>
    /// <returns>The share of the variance that is kept.</returns>
    public static double Write(float[][] vectors, IReadOnlyList<TextPiece> pieces, double[]? weights, TextModel student, TrainingEnvironment environment)
    {
        var table = student.Encoder.Embeddings.Words;
        var components = PrincipalComponents.Of(vectors, table.Columns, environment.Workers, environment.CancellationToken);
        table.ValueSpan.Clear();
        environment.Workers.For(pieces.Count, i =>
        {
            environment.CancellationToken.ThrowIfCancellationRequested();
            var row = table.Value.RowSpan(pieces[i].Student);
            components.Project(vectors[i], row);
            TensorPrimitives.Multiply(row, (float)(weights?[i] ?? 1), row);
        });
        return components.ExplainedShare;
    }
}
