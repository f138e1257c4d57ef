using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>
/// Ternary weight splitting (BinaryBERT, Bai et al. 2021, section 3.1): weights w, which <see cref="Ternary"/> rounds to −s, 0 or s, as the sum of u and v, which
/// <see cref="Binary"/> rounds to ±s / 2 each, such that the rounded ones add up too.
/// </summary>
/// <remarks>
/// Where w becomes ±s, u = a w and v = (1 − a) w. Where it becomes 0, one of the two is w + b and the other −b, if w is positive, or w − b and b: the paper gives u the
/// positive part in both cases. Means of |u| and |v| are equal with a = ½ + (V − U) / 2S, and s / 2 with b = (n s − Σ|w|) / 2z, where S is Σ|w| over the weights
/// that become ±s, U and V the sums of the |w| that u and v have of the z others, and n the number of all (the paper's eq. 7). That needs 0 &lt; a &lt; 1: where the paper's choice leaves that,
/// as it can if nearly all small weights have one sign, each is given to the one that has less so far.
/// </remarks>
internal static class TernarySplit
{
    /// <summary>Splits weights that share a scale.</summary>
    /// <param name="weights">w.</param>
    /// <param name="rounded">w as <see cref="Ternary"/> rounds it.</param>
    /// <param name="keepsZeros">Whether weights of 0 are removed: both parts are 0 there, and they count for nothing.</param>
    /// <param name="first">Receives u.</param>
    /// <param name="second">Receives v.</param>
    public static void Run(ReadOnlySpan<float> weights, ReadOnlySpan<float> rounded, bool keepsZeros, Span<float> first, Span<float> second)
    {
        var sums = SumsOf(weights, rounded, keepsZeros);
        if (sums.Large == 0)
        {
            TensorPrimitives.Multiply(weights, 0.5f, first);
            TensorPrimitives.Multiply(weights, 0.5f, second);
            return;
        }

        var bySign = Math.Abs(sums.Positive - sums.Negative) < sums.Large;
        var (ofFirst, ofSecond) = bySign ? (sums.Positive, sums.Negative) : (0.0, 0.0);
        var b = ((sums.Count * (sums.Large / sums.LargeCount)) - sums.Large - sums.Positive - sums.Negative) / (2.0 * Math.Max(1, sums.Count - sums.LargeCount));
        for (var i = 0; i < weights.Length; i++)
        {
            var w = weights[i];
            if (rounded[i] == 0 && !(w == 0 && keepsZeros))
            {
                var toFirst = bySign ? w > 0 : ofFirst <= ofSecond;
                var sign = toFirst == (w > 0) ? 1 : -1;
                (first[i], second[i]) = ((float)((sign * b) + (toFirst ? w : 0)), (float)((-sign * b) + (toFirst ? 0 : w)));
                (ofFirst, ofSecond) = bySign ? (ofFirst, ofSecond) : toFirst ? (ofFirst + Math.Abs(w), ofSecond) : (ofFirst, ofSecond + Math.Abs(w));
            }
        }

        var a = 0.5 + ((ofSecond - ofFirst) / (2 * sums.Large));
        for (var i = 0; i < weights.Length; i++)
        {
            if (rounded[i] != 0 || (weights[i] == 0 && keepsZeros))
            {
                (first[i], second[i]) = ((float)(a * weights[i]), (float)((1 - a) * weights[i]));
            }
        }
    }

    private static (double Large, int LargeCount, double Positive, double Negative, int Count) SumsOf(ReadOnlySpan<float> weights, ReadOnlySpan<float> rounded, bool keepsZeros)
    {
        var (large, largeCount, positive, negative, count) = (0.0, 0, 0.0, 0.0, 0);
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0 && keepsZeros)
            {
                continue;
            }

            count++;
            if (rounded[i] != 0)
            {
                large += Math.Abs(weights[i]);
                largeCount++;
            }
            else if (weights[i] > 0)
            {
                positive += weights[i];
            }
            else
            {
                negative -= weights[i];
            }
        }

        return (large, largeCount, positive, negative, count);
    }
}
