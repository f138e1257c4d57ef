using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Kernels.Elementwise;
using MLNet.Compression.Training.Kernels.Products;

namespace MLNet.Compression.Training.Objectives;

/// <summary>KL(teacher ‖ student) of softmax(A Aᵀ / sqrt(d)), where A [n x d] holds a vector for each token of a sequence.</summary>
internal static class SelfRelation
{
    /// <param name="student">The student's A.</param>
    /// <param name="teacher">The teacher's A, of equally many rows.</param>
    /// <param name="weight">Multiplies the gradient.</param>
    /// <param name="gradient">Receives, added, the gradient with respect to the student's A.</param>
    /// <param name="buffers">Lends scratch.</param>
    /// <returns>The divergence, summed over the rows.</returns>
    public static double Add(MatrixView student, MatrixView teacher, float weight, MatrixView gradient, BufferPool buffers)
    {
        using var scores = new SquareScratch(buffers, student.Rows);
        using var teacherScores = new SquareScratch(buffers, student.Rows);
        using var slope = new SquareScratch(buffers, student.Rows);
        Relate(student, scores.Matrix);
        Relate(teacher, teacherScores.Matrix);
        slope.Matrix.AsSpan().Clear();
        var rowScratch = new float[2 * student.Rows];
        var loss = 0.0;
        for (var row = 0; row < student.Rows; row++)
        {
            loss += RowDivergence.Add(
                scores.Matrix.RowSpan(row), teacherScores.Matrix.RowSpan(row), weight / MathF.Sqrt(student.Columns), slope.Matrix.RowSpan(row), rowScratch);
        }

        // S = A Aᵀ / sqrt(d), so dA = (dS + dSᵀ) A / sqrt(d).
        Gemm.Multiply(slope.Matrix, transposeA: false, student, transposeB: false, gradient, accumulate: true, WorkerPool.Inline);
        Gemm.Multiply(slope.Matrix, transposeA: true, student, transposeB: false, gradient, accumulate: true, WorkerPool.Inline);
        return loss;
    }

    private static void Relate(MatrixView vectors, MatrixView scores)
    {
        Gemm.Multiply(vectors, transposeA: false, vectors, transposeB: true, scores, accumulate: false, WorkerPool.Inline);
        VectorKernel.Scale(scores.AsSpan(), 1 / MathF.Sqrt(vectors.Columns), scores.AsSpan(), WorkerPool.Inline);
    }
}
