using System.Numerics.Tensors;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Initialization;

/// <summary>
/// Embeddings of the layers' width as narrower tables with a projection (ALBERT): the singular value decomposition of the tables of words and
/// positions, of which the directions with the largest values stay. The way back is <see cref="FoldedEmbeddings"/>.
/// </summary>
/// <remarks>
/// <para>
/// A wide layer norm gives γ ⊙ x/s + β of a centred sum x of h features and root mean square s. Let B [h x k] hold the strongest k directions of such
/// sums, and Q [e x k] an orthonormal basis of the vectors of e features whose sum is 0, k ≤ e − 1. Tables go to Q Bᵀ x, row by row; these have mean
/// 0, so the narrow norm, of scale 1, only divides by their root mean square s'. The projection diag(γ) B Qᵀ (s'/s) and the bias β lead back.
/// </para>
/// <para>s'/s is taken as its mean over the words. With e > h all directions stay, and it is the same for all: the result is exact then.</para>
/// </remarks>
internal static class FactorizedEmbeddings
{
    /// <summary>Overwrites narrow embeddings by what is nearest to wide ones.</summary>
    /// <param name="wide">Embeddings without a projection; not changed.</param>
    /// <param name="narrow">Embeddings with a projection, and as many rows in each table.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static void Write(BertEmbeddings wide, BertEmbeddings narrow, CancellationToken cancellationToken)
    {
        var (h, e) = (wide.Words.Columns, narrow.Words.Columns);
        var eigen = new SymmetricEigen(SecondMoments(wide), cancellationToken);
        double[][] directions = [.. Enumerable.Range(0, Math.Min(e - 1, h)).Select(eigen.Vector)];
        var ratio = 0.0;
        foreach (var (from, to) in wide.Tables.Zip(narrow.Tables))
        {
            var mean = Reduce(from, to, directions);
            ratio = ReferenceEquals(from, wide.Words) ? mean : ratio;
        }

        narrow.Norm!.Scale.ValueSpan.Fill(1);
        narrow.Norm.Shift.ValueSpan.Clear();
        WriteProjection(wide.Norm!, narrow.Projection!, directions, ratio);
    }

    /// <summary>Σ x xᵀ of centred sums of a word and a position, on average over both [h x h].</summary>
    private static double[][] SecondMoments(BertEmbeddings embeddings)
    {
        var h = embeddings.Words.Columns;
        var sums = Enumerable.Range(0, h).Select(_ => new double[h]).ToArray();
        foreach (var table in embeddings.Tables)
        {
            var row = new double[h];
            for (var i = 0; i < table.Rows; i++)
            {
                Center(table.Value.RowSpan(i), row);
                for (var j = 0; j < h; j++)
                {
                    var part = sums[j].AsSpan(0, j + 1);
                    TensorPrimitives.MultiplyAdd(row.AsSpan(0, j + 1), row[j] / table.Rows, part, part);
                }
            }
        }

        for (var j = 0; j < h; j++)
        {
            for (var i = 0; i < j; i++)
            {
                sums[i][j] = sums[j][i];
            }
        }

        return sums;
    }

    /// <summary>Q Bᵀ of each centred row.</summary>
    /// <returns>The mean ratio of root mean squares, narrow to wide.</returns>
    private static double Reduce(Parameter from, Parameter to, double[][] directions)
    {
        var (row, part, ratios, counted) = (new double[from.Columns], new double[directions.Length], 0.0, 0);
        for (var i = 0; i < from.Rows; i++)
        {
            Center(from.Value.RowSpan(i), row);
            for (var k = 0; k < part.Length; k++)
            {
                part[k] = TensorPrimitives.Dot<double>(row, directions[k]);
            }

            Spread(part, to.Value.RowSpan(i));
            var size = TensorPrimitives.Norm<double>(row) / Math.Sqrt(row.Length);
            if (size > 0)
            {
                ratios += TensorPrimitives.Norm<double>(part) / Math.Sqrt(to.Columns) / size;
                counted++;
            }
        }

        return counted > 0 ? ratios / counted : 1;
    }

    private static void WriteProjection(LayerNorm norm, Linear projection, double[][] directions, double ratio)
    {
        var part = new double[directions.Length];
        for (var feature = 0; feature < projection.Weight.Rows; feature++)
        {
            for (var k = 0; k < part.Length; k++)
            {
                part[k] = norm.Scale.ValueSpan[feature] * ratio * directions[k][feature];
            }

            Spread(part, projection.Weight.Value.RowSpan(feature));
        }

        norm.Shift.ValueSpan.CopyTo(projection.Bias.ValueSpan);
    }

    /// <summary>Q z: column k of Q, from 1, is 1 in the first k places, −k in the next and 0 behind, over √(k (k + 1)) (Helmert).</summary>
    private static void Spread(double[] part, Span<float> features)
    {
        features.Clear();
        var before = 0.0;
        for (var k = part.Length; k > 0; k--)
        {
            var scaled = part[k - 1] / Math.Sqrt(k * (k + 1.0));
            features[k] = (float)(before - (k * scaled));
            before += scaled;
        }

        features[0] = (float)before;
    }

    private static void Center(ReadOnlySpan<float> row, Span<double> centered)
    {
        TensorPrimitives.ConvertChecked(row, centered);
        TensorPrimitives.Subtract(centered, TensorPrimitives.Sum<double>(centered) / centered.Length, centered);
    }
}
