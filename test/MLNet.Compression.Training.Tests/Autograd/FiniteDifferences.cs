namespace MLNet.Compression.Training.Tests.Autograd;

/// <summary>Derivatives of a function in double precision: five-point central differences with a step of 1e-3, whose error is below 1e-10.</summary>
internal static class FiniteDifferences
{
    private const double Step = 1e-3;

    /// <summary>The derivative with respect to every number of one input.</summary>
    /// <param name="values">All inputs; unchanged in the end.</param>
    /// <param name="input">Which of them.</param>
    /// <param name="function">The function.</param>
    public static double[] Of(double[][] values, int input, Func<double[][], double> function)
    {
        var gradient = new double[values[input].Length];
        for (var i = 0; i < gradient.Length; i++)
        {
            var value = values[input][i];
            double At(double offset)
            {
                values[input][i] = value + offset;
                return function(values);
            }

            gradient[i] = ((8 * (At(Step) - At(-Step))) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
            values[input][i] = value;
        }

        return gradient;
    }
}
