using System.Numerics.Tensors;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Initialization;

/// <summary>
/// Factorised embeddings (ALBERT) as tables of the layers' width: the projection P(γ ⊙ (e − mean e)/σ + β) + b of a sum of embeddings e is,
/// but for σ, linear in e, so that tables can go through it row by row.
/// </summary>
/// <remarks>
/// The wide norm divides by a deviation of its own instead of σ, and subtracts a mean; its scale, one for all features, makes up for
/// the size, as it is on average over the vocabulary. So the result is near, not exact.
/// </remarks>
internal static class FoldedEmbeddings
{
    /// <param name="from">Embeddings with a projection; not changed.</param>
    /// <param name="shape">Their shape.</param>
    public static BertEmbeddings Of(BertEmbeddings from, BertShape shape)
    {
        var to = new BertEmbeddings(shape with { EmbeddingSize = shape.HiddenSize });
        foreach (var (narrow, wide) in from.Tables.Zip(to.Tables))
        {
            Fold(from, narrow, wide);
        }

        var projection = from.Projection!;
        to.Norm!.Scale.ValueSpan.Fill(MeanSize(from.Words, to.Words));
        for (var feature = 0; feature < shape.HiddenSize; feature++)
        {
            to.Norm.Shift.ValueSpan[feature] = TensorPrimitives.Dot<float>(projection.Weight.Value.RowSpan(feature), from.Norm!.Shift.ValueSpan) + projection.Bias.ValueSpan[feature];
        }

        return to;
    }

    /// <summary>P(γ ⊙ (e − mean e)) of each row e.</summary>
    private static void Fold(BertEmbeddings embeddings, Parameter from, Parameter to)
    {
        var projection = embeddings.Projection!.Weight;
        var centered = new float[from.Columns];
        for (var row = 0; row < from.Rows; row++)
        {
            TensorPrimitives.Subtract(from.Value.RowSpan(row), TensorPrimitives.Average<float>(from.Value.RowSpan(row)), centered);
            TensorPrimitives.Multiply(centered, embeddings.Norm!.Scale.ValueSpan, centered);
            for (var feature = 0; feature < to.Columns; feature++)
            {
                to.Value.RowSpan(row)[feature] = TensorPrimitives.Dot<float>(projection.Value.RowSpan(feature), centered);
            }
        }
    }

    /// <summary>How large a projected embedding is beside the deviation of the narrow one, on average over the rows that are not 0.</summary>
    private static float MeanSize(Parameter narrow, Parameter wide)
    {
        var ratios = Enumerable.Range(0, narrow.Rows)
            .Select(row => (Wide: Deviation(wide.Value.RowSpan(row)), Narrow: Deviation(narrow.Value.RowSpan(row))))
            .Where(size => size.Narrow > 0);
        return (float)ratios.Select(size => size.Wide / size.Narrow).DefaultIfEmpty(1).Average();
    }

    private static double Deviation(ReadOnlySpan<float> row)
    {
        var mean = TensorPrimitives.Average(row);
        return Math.Sqrt(Math.Max(0, ((double)TensorPrimitives.SumOfSquares(row) / row.Length) - ((double)mean * mean)));
    }
}
