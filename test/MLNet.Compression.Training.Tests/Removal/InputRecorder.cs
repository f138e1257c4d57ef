using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tests.Removal;

/// <summary>Keeps what a layer receives.</summary>
internal sealed class InputRecorder : Parametrization
{
    private readonly List<float[]> _rows = [];

    /// <summary>The inputs of a layer for all tokens of all rows.</summary>
    public static float[][] InputsOf(TextModel model, Linear linear, TextDataset data)
    {
        var recorder = new InputRecorder();
        linear.InputParametrization = recorder;
        TinyModels.Logits(model, data);
        linear.InputParametrization = null;
        return [.. recorder._rows];
    }

    public override Tensor Apply(Tape tape, Tensor weight)
    {
        _rows.AddRange(Enumerable.Range(0, weight.Rows).Select(row => weight.Value.RowSpan(row).ToArray()));
        return weight;
    }
}
