using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Tests.Distilling.Replacing;

/// <summary>AdamW (Loshchilov and Hutter 2019) with clipping by the global norm, in double precision.</summary>
internal sealed class ReferenceAdamW
{
    private readonly Dictionary<int, (double[] First, double[] Second)> _means = [];
    private readonly HashSet<(int Place, int Index)> _unclear = [];
    private int _step;

    /// <summary>Whether a weight's gradient was never so small beside the others that fp32 may have rounded it to another size, which Adam would make much of.</summary>
    public bool IsClear(int place, int index) => !_unclear.Contains((place, index));

    /// <param name="values">All weights; those with a gradient change.</param>
    /// <param name="gradients">Gradients by the weights' places.</param>
    /// <param name="parameters">Which of the weights decay.</param>
    /// <param name="rate">The learning rate.</param>
    public void Step(double[][] values, Dictionary<int, double[]> gradients, IReadOnlyList<Parameter> parameters, double rate)
    {
        _step++;
        var norm = Math.Sqrt(gradients.Values.Sum(gradient => gradient.Sum(g => g * g)));
        var scale = Math.Min(1, 1 / (norm + 1e-6));
        foreach (var (place, gradient) in gradients)
        {
            var (first, second) = _means.TryGetValue(place, out var means) ? means : _means[place] = (new double[gradient.Length], new double[gradient.Length]);
            for (var i = 0; i < gradient.Length; i++)
            {
                var g = scale * gradient[i];
                if (Math.Abs(gradient[i]) < 1e-3 * norm)
                {
                    _unclear.Add((place, i));
                }

                first[i] = (0.9 * first[i]) + (0.1 * g);
                second[i] = (0.999 * second[i]) + (0.001 * g * g);
                var change = first[i] / (1 - Math.Pow(0.9, _step)) / (Math.Sqrt(second[i] / (1 - Math.Pow(0.999, _step))) + 1e-8);
                values[place][i] -= rate * (change + (parameters[place].Decays ? 0.01 * values[place][i] : 0));
            }
        }
    }
}
