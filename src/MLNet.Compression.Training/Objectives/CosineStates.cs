using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Mean over tokens of 1 − a · b / sqrt((a · a + ε)(b · b + ε)), ε = 1e-12 (DistilBERT, Sanh et al. 2019), averaged over the layer pairs.</summary>
/// <param name="pairs">The layer map; the hidden sizes must be equal.</param>
internal sealed class CosineStates(IReadOnlyList<LayerPair> pairs) : LayerTerm(pairs)
{
    private const double Epsilon = 1e-12;
    private const int RowsPerPart = 16;

    /// <inheritdoc/>
    public override string Name => "cosine";

    /// <inheritdoc/>
    protected override double EvaluatePair(ObjectiveContext context, Tensor student, Tensor teacher, AttentionLayout layout, double weight)
    {
        SameShape.Require(student, teacher);
        student.AddableGradient(context.Buffers);
        var losses = new double[student.Rows];
        context.Workers.ForRange(losses.Length, RowsPerPart, (from, to) =>
        {
            for (var row = from; row < to; row++)
            {
                losses[row] = EvaluateRow(student.Value.RowSpan(row), teacher.Value.RowSpan(row), weight / losses.Length, student.Gradient.RowSpan(row));
            }
        });
        return losses.Sum() / losses.Length;
    }

    /// <summary>With c the cosine: ∂c/∂a = b / sqrt(AB) − c a / A, where A = a · a + ε, B = b · b + ε.</summary>
    private static double EvaluateRow(ReadOnlySpan<float> a, ReadOnlySpan<float> b, double weight, Span<float> gradient)
    {
        var (lengthA, lengthB, product) = (Epsilon, Epsilon, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            lengthA += (double)a[i] * a[i];
            lengthB += (double)b[i] * b[i];
            product += (double)a[i] * b[i];
        }

        var scale = 1 / Math.Sqrt(lengthA * lengthB);
        var cosine = product * scale;
        for (var i = 0; i < a.Length; i++)
        {
            gradient[i] -= (float)(weight * ((b[i] * scale) - (cosine * a[i] / lengthA)));
        }

        return 1 - cosine;
    }
}
