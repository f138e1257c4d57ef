using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Layers;

/// <summary>Consecutive layers as one module.</summary>
/// <param name="layers">The layers, at least one.</param>
internal sealed class LayerGroup(params IReadOnlyList<BertLayer> layers) : EncoderModule
{
    public override IEnumerable<Parameter> Parameters => layers.SelectMany(layer => layer.Parameters);

    public override Tensor Forward(Tape tape, Tensor input, AttentionLayouts layouts, DropoutRates dropout)
    {
        var hidden = input;
        foreach (var layer in layers)
        {
            var before = hidden;
            hidden = layer.Forward(tape, before, layouts.Of(layer.Heads), dropout, wantScores: false, wantQueryKeyValue: false).Hidden;
            if (!ReferenceEquals(before, input))
            {
                tape.FreeUnlessTraining(before);
            }
        }

        return hidden;
    }
}
