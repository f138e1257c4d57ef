using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Quantization;

/// <summary>The rounding of a layer's weights by the inputs that it gets.</summary>
internal static class CalibratedLayer
{
    /// <summary>Chooses the weights; they stay as they are beneath.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="scheme">Its number format.</param>
    /// <param name="inputs">Σ x xᵀ over its inputs, row by row.</param>
    /// <param name="damping">See <see cref="ColumnRounding"/>.</param>
    /// <param name="setting">What else the rounding depends on.</param>
    /// <exception cref="ArithmeticException">The inputs are no numbers, or the damping is too small for them.</exception>
    public static Parametrization Round(Linear layer, QuantizationScheme scheme, double[][] inputs, double damping, QuantizerSetting setting)
    {
        var tape = new Tape(setting.Environment.Buffers, setting.Workers, training: false);
        try
        {
            var weight = layer.Weight.Effective(tape);
            return scheme.GridOf(weight, setting) is { } grid
                ? new CalibratedWeights(new ColumnRounding(inputs, damping, setting.Workers, setting.Environment.CancellationToken).Run(weight.Value, grid, setting.KeepsZeros), grid.Format)
                : scheme.Create(layer.Weight, setting);
        }
        catch (ArithmeticException exception)
        {
            throw new ArithmeticException($"The weights of {layer.Name} can't be rounded by its inputs: choose a larger damping than {damping}. {exception.Message}", exception);
        }
        finally
        {
            tape.Clear();
        }
    }
}
