using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Kernels.Elementwise;
using MLNet.Compression.Training.Kernels.Products;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>MiniLM's value relations (Wang et al. 2020, eq. 9): KL(teacher ‖ student) of R = softmax(V Vᵀ / sqrt(d)), head by head.</summary>
/// <remarks>Head sizes d may differ: relations are [tokens x tokens] on either side.</remarks>
/// <param name="pairs">The layer map; in the paper, the last layers alone.</param>
/// <param name="averaging">Whether each token counts alike, or each sequence.</param>
internal sealed class ValueRelations(IReadOnlyList<LayerPair> pairs, Averaging averaging = Averaging.Element) : RelationTerm(pairs, averaging)
{
    /// <inheritdoc/>
    public override string Name => "value relations";

    /// <inheritdoc/>
    public override OutputNeeds StudentNeeds => OutputNeeds.Nothing with { QueryKeyValues = [.. Pairs.Select(pair => pair.Student)] };

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => OutputNeeds.Nothing with { QueryKeyValues = [.. Pairs.Select(pair => pair.Teacher)] };

    /// <inheritdoc/>
    protected override void OpenGradient(ObjectiveContext context, LayerPair pair) =>
        context.Student.QueryKeyValues[pair.Student]!.AddableGradient(context.Buffers);

    /// <inheritdoc/>
    protected override double EvaluateHead(ObjectiveContext context, LayerPair pair, int sequence, int head, float weight)
    {
        var layout = context.Student.Layouts[pair.Student];
        var student = context.Student.QueryKeyValues[pair.Student]!;
        var values = ValuesOf(student.Value, layout, sequence, head);
        using var scores = new SquareScratch(context.Buffers, values.Rows);
        using var teacherScores = new SquareScratch(context.Buffers, values.Rows);
        using var gradient = new SquareScratch(context.Buffers, values.Rows);
        Relate(values, scores.Matrix);
        Relate(ValuesOf(context.Teacher.QueryKeyValues[pair.Teacher]!.Value, layout, sequence, head), teacherScores.Matrix);
        gradient.Matrix.AsSpan().Clear();
        var rowScratch = new float[2 * values.Rows];
        var loss = 0.0;
        for (var row = 0; row < values.Rows; row++)
        {
            loss += RowDivergence.Add(
                scores.Matrix.RowSpan(row), teacherScores.Matrix.RowSpan(row), weight / MathF.Sqrt(values.Columns), gradient.Matrix.RowSpan(row), rowScratch);
        }

        // S = V Vᵀ / sqrt(d), so dV = (dS + dSᵀ) V / sqrt(d).
        var valueGradient = ValuesOf(student.Gradient, layout, sequence, head);
        Gemm.Multiply(gradient.Matrix, transposeA: false, values, transposeB: false, valueGradient, accumulate: true, WorkerPool.Inline);
        Gemm.Multiply(gradient.Matrix, transposeA: true, values, transposeB: false, valueGradient, accumulate: true, WorkerPool.Inline);
        return loss;
    }

    /// <summary>V of one sequence and head: the last third of the columns holds all heads' values.</summary>
    private static MatrixView ValuesOf(MatrixView queryKeyValue, AttentionLayout layout, int sequence, int head)
    {
        var size = queryKeyValue.Columns / 3 / layout.Heads;
        return queryKeyValue
            .RowRange(layout.StartOf(sequence), layout.LengthOf(sequence))
            .ColumnRange(((2 * layout.Heads) + head) * size, size);
    }

    private static void Relate(MatrixView values, MatrixView scores)
    {
        Gemm.Multiply(values, transposeA: false, values, transposeB: true, scores, accumulate: false, WorkerPool.Inline);
        VectorKernel.Scale(scores.AsSpan(), 1 / MathF.Sqrt(values.Columns), scores.AsSpan(), WorkerPool.Inline);
    }
}
