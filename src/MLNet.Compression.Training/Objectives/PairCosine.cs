using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>(c − y)² of the cosine c = a · b / sqrt((a · a + ε)(b · b + ε)) of a pair's vectors and the one y that is wanted, ε = 1e-12, averaged over the pairs by their weight (Reimers and Gurevych 2019, section 3).</summary>
internal sealed class PairCosine : ObjectiveTerm
{
    private const double Epsilon = 1e-12;

    /// <inheritdoc/>
    public override string Name => "pairs";

    /// <inheritdoc/>
    public override OutputNeeds StudentNeeds => OutputNeeds.OnlyLogits;

    /// <inheritdoc/>
    public override bool ReadsTargets => true;

    /// <inheritdoc/>
    public override double Extent(BatchExtent batch) => TotalWeight(batch.Targets);

    /// <inheritdoc/>
    public override double Evaluate(ObjectiveContext context, double weight)
    {
        var vectors = context.Student.Logits!;
        vectors.AddableGradient(context.Buffers);
        var (pairs, total) = (context.Targets.Similarities.ToArray(), TotalWeight(context.Targets));
        var losses = new double[pairs.Length];
        context.Workers.For(pairs.Length, pair =>
        {
            var share = context.Targets.WeightOf(pair) / total;
            ReadOnlySpan<float> a = vectors.Value.RowSpan(2 * pair);
            ReadOnlySpan<float> b = vectors.Value.RowSpan((2 * pair) + 1);
            var (product, squareA, squareB) = Products(a, b);
            var cosine = product / Math.Sqrt(squareA * squareB);
            var difference = cosine - pairs[pair].Cosine;
            losses[pair] = share * difference * difference;
            var slope = 2 * weight * share * difference;
            AddGradient(vectors.Gradient.RowSpan(2 * pair), a, b, slope, cosine, squareA, squareB);
            AddGradient(vectors.Gradient.RowSpan((2 * pair) + 1), b, a, slope, cosine, squareB, squareA);
        });
        return losses.Sum();
    }

    /// <summary>The cosine of two vectors as the term has it.</summary>
    public static double CosineOf(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (product, squareA, squareB) = Products(a, b);
        return product / Math.Sqrt(squareA * squareB);
    }

    private static double TotalWeight(Targets targets) => Enumerable.Range(0, targets.Similarities.Length).Sum(targets.WeightOf);

    private static (double Product, double SquareA, double SquareB) Products(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (product, squareA, squareB) = (0.0, Epsilon, Epsilon);
        for (var i = 0; i < a.Length; i++)
        {
            product += (double)a[i] * b[i];
            squareA += (double)a[i] * a[i];
            squareB += (double)b[i] * b[i];
        }

        return (product, squareA, squareB);
    }

    /// <summary>∂c/∂v = other / sqrt(own · others) − c v / own, where own = v · v + ε.</summary>
    private static void AddGradient(Span<float> gradient, ReadOnlySpan<float> vector, ReadOnlySpan<float> other, double slope, double cosine, double own, double others)
    {
        var scale = 1 / Math.Sqrt(own * others);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] += (float)(slope * ((other[i] * scale) - (cosine * vector[i] / own)));
        }
    }
}
