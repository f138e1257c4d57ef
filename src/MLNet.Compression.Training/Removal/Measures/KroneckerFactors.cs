using System.Numerics.Tensors;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>The Fisher information A ⊗ diag(h) of a layer's weights and biases; looks at the layer's inputs until it is disposed.</summary>
internal sealed class KroneckerFactors : IDisposable
{
    private readonly Linear _layer;
    private readonly InputProducts _inputs;
    private readonly Autograd.Parametrization? _before;
    private readonly double[] _squares;
    private int _gradients;

    /// <param name="layer">The layer.</param>
    public KroneckerFactors(Linear layer)
    {
        (_layer, _before, _squares) = (layer, layer.InputParametrization, new double[layer.Weight.Rows]);
        layer.InputParametrization = _inputs = new InputProducts(_before, layer.Weight.Columns);
    }

    /// <summary>Takes in the gradient that the weights hold.</summary>
    public void AddGradient()
    {
        _gradients++;
        for (var row = 0; _layer.Weight.HasGradient && row < _squares.Length; row++)
        {
            _squares[row] += TensorPrimitives.SumOfSquares<float>(_layer.Weight.Gradient.RowSpan(row));
        }
    }

    /// <summary>A of some inputs and of the bias behind them.</summary>
    /// <param name="inputs">Neighbouring inputs.</param>
    /// <param name="damping">What is added to the diagonal, as a share of its mean.</param>
    public QuadraticForm InputsOf(Range inputs, double damping) => _inputs.FormOf(inputs, _gradients, damping);

    /// <summary>h of each output, such that h · trace(A) is the mean of the squares of the gradient of its weights.</summary>
    public double[] Outputs()
    {
        var sum = _inputs.SumOfSquares;
        return Array.ConvertAll(_squares, square => sum > 0 ? square / sum : 0);
    }

    /// <summary>Looks no longer.</summary>
    public void Dispose() => _layer.InputParametrization = _before;
}
