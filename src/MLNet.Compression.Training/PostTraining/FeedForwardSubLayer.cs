using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Slicing;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>A feed-forward network; its units are neurons.</summary>
/// <param name="layer">Its layer, from 0.</param>
/// <param name="feedForward">The network.</param>
/// <param name="activation">What makes features of sums.</param>
internal sealed class FeedForwardSubLayer(int layer, BertFeedForward feedForward, ActivationFunction activation) : SubLayer
{
    public override int Layer => layer;

    public override int Units => Output.Weight.Columns;

    public override Linear Output => feedForward.Output;

    public override LayerNorm Norm => feedForward.Norm;

    /// <summary>A row of the first matrix and a column of the second.</summary>
    public override long CostOfUnit(int tokens) => 2L * Output.Weight.Rows;

    public override ModelSlice Keep(ModelSlice slice, IEnumerable<int> units) => slice.WithNeurons(Layer, units);

    protected override Tensor FeaturesOf(Tape tape, Tensor input, AttentionLayouts layouts) => feedForward.Intermediate.Forward(tape, input, activation, Output);
}
