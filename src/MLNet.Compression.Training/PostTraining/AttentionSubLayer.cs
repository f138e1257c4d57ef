using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Slicing;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>Self-attention; its units are heads.</summary>
/// <param name="layer">Its layer, from 0.</param>
/// <param name="attention">The attention.</param>
internal sealed class AttentionSubLayer(int layer, BertAttention attention) : SubLayer
{
    public override int Layer => layer;

    public override int Units => attention.Heads;

    public override Linear Output => attention.Output;

    public override LayerNorm Norm => attention.Norm;

    /// <summary>Of a head of size d: d rows of each of queries, keys and values, d columns of the output, and d products for the score and the value of each token.</summary>
    public override long CostOfUnit(int tokens) => ((4L * Output.Weight.Rows) + (2L * tokens)) * UnitWidth;

    public override ModelSlice Keep(ModelSlice slice, IEnumerable<int> units) => slice.WithHeads(Layer, units);

    protected override Tensor FeaturesOf(Tape tape, Tensor input, AttentionLayouts layouts)
    {
        var queryKeyValue = attention.QueryKeyValue.Forward(tape, input);
        var (context, _) = AttentionOperation.Apply(tape, queryKeyValue, layouts.Of(Units), UnitWidth, dropout: 0, wantScores: false);
        tape.FreeUnlessTraining(queryKeyValue);
        return context;
    }
}
