using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Parametrizations;

/// <summary>Runs a parametrisation on a reference's weight and upstream gradient.</summary>
internal static class GoldenQuantization
{
    /// <summary>The output and the gradient of <paramref name="input"/>.</summary>
    public static (float[] Output, float[] Gradient) Run(Parametrization parametrization, int rows, float[] input, float[] upstream)
    {
        var tape = Passes.Training();
        var weight = Passes.Parameter(rows, input.Length / rows, input);
        return Run(tape, weight, parametrization.Apply(tape, weight), upstream);
    }

    public static (float[] Output, float[] Gradient) Run(Tape tape, Parameter weight, Tensor effective, float[] upstream)
    {
        var output = effective.ValueSpan.ToArray();
        effective.OpenGradient(tape.Buffers);
        upstream.CopyTo(effective.GradientSpan);
        tape.Backward();
        return (output, weight.GradientSpan.ToArray());
    }
}
