using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>The feed-forward's activation functions.</summary>
internal static class Activation
{
    private static readonly Func<float, float>[] Functions = [Gelu, GeluTanh, Relu];

    private static readonly double[] ErfcCoefficients =
        [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];

    public static void Apply(ActivationFunction function, MatrixView x)
    {
        var f = Functions[(int)function];
        for (var i = 0; i < x.Rows; i++)
        {
            foreach (ref var value in x.RowSpan(i))
            {
                value = f(value);
            }
        }
    }

    private static float Gelu(float x) => (float)(x * 0.5 * Erfc(-x / Math.Sqrt(2)));

    private static float GeluTanh(float x) =>
        0.5f * x * (1 + MathF.Tanh(MathF.Sqrt(2 / MathF.PI) * (x + (0.044715f * x * x * x))));

    private static float Relu(float x) => Math.Max(x, 0);

    /// <summary>The complementary error function within 1.2e-7 relative (Numerical Recipes, erfcc).</summary>
    private static double Erfc(double x)
    {
        var t = 1 / (1 + (0.5 * Math.Abs(x)));
        var polynomial = 0.0;
        for (var i = ErfcCoefficients.Length - 1; i >= 0; i--)
        {
            polynomial = (polynomial * t) + ErfcCoefficients[i];
        }

        var result = t * Math.Exp((-x * x) + polynomial);
        return x >= 0 ? result : 2 - result;
    }
}
