using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Optimizers;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

/// <summary>Tells a rounding after each step the second moments that the optimizer has of the weights beneath it.</summary>
/// <param name="weight">The raw weight.</param>
/// <param name="curvature">What is made of its moments.</param>
internal sealed class CurvatureFromMoments(Parameter weight, Curvature curvature) : IStepCallback
{
    private Optimizer? _optimizer;

    /// <inheritdoc/>
    public void Attach(Optimizer optimizer) => _optimizer = optimizer;

    /// <inheritdoc/>
    public void BeforeStep(long step, long totalSteps)
    {
    }

    /// <inheritdoc/>
    public void AfterStep(long step, long totalSteps) => curvature.Set(_optimizer!.SecondMomentsOf(weight));
}
