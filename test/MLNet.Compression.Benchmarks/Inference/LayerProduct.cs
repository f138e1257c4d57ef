using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>A linear layer with random weights, and inputs for it; what a call takes is that of ten products.</summary>
internal sealed unsafe class LayerProduct : IDisposable
{
    private const int Repeats = 10;

    private readonly LinearLayer _layer;
    private readonly IntegerBuffer _integers = new();
    private readonly NativeBuffer _x;
    private readonly NativeBuffer _y;
    private readonly (int Outputs, int Inputs) _size;

    public LayerProduct(ModelForm form, int outputs, int inputs, int mostTokens)
    {
        (Form, _size) = (form, (outputs, inputs));
        var matrix = RandomModel.Pruned(form, outputs, inputs, new Random(1));
        Kept = 1 - form.Sparsity;
        _layer = new LinearLayer(new LinearWeights(matrix, new float[outputs]));
        _x = new NativeBuffer((long)mostTokens * inputs);
        _y = new NativeBuffer((long)mostTokens * outputs);
        var random = new Random(2);
        for (var i = 0; i < mostTokens * inputs; i++)
        {
            _x.Pointer[i] = (float)random.NextDouble() - 0.3f;
        }
    }

    public ModelForm Form { get; }

    /// <summary>Share of the weights that are multiplied.</summary>
    public double Kept { get; }

    public string Kernel => _layer.KernelName;

    /// <summary>Of a call: two for each weight that is kept and each token.</summary>
    public double Operations(int tokens) => 2.0 * Repeats * tokens * _size.Outputs * _size.Inputs * Kept;

    public Action Prepare(int tokens)
    {
        var (x, y) = (new MatrixView(_x.Pointer, tokens, _size.Inputs), new MatrixView(_y.Pointer, tokens, _size.Outputs));
        return () =>
        {
            var input = _integers.Convert(x, _layer.InputFormat);
            for (var i = 0; i < Repeats; i++)
            {
                _layer.Forward(input, y);
            }
        };
    }

    public void Dispose()
    {
        _integers.Dispose();
        _x.Dispose();
        _y.Dispose();
    }
}
