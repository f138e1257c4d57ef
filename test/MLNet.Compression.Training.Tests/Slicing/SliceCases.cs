using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Slicing;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Slicing;

/// <summary>Models of every kind with slices of them.</summary>
internal static class SliceCases
{
    private static readonly BertShape _plain = TinyModels.ShapeOf(layers: 4, hidden: 24, heads: 3, feedForward: 20);

    /// <summary>Layers that share attention with others than feed-forward networks.</summary>
    public static BertShape Shared { get; } = _plain with { AttentionOfLayer = [0, 1, 1, 3], FeedForwardOfLayer = [0, 0, 2, 0] };

    /// <summary>All of them.</summary>
    public static IEnumerable<TestCaseData> All =>
        from shape in new (string Name, BertShape Shape)[]
        {
            ("plain", _plain),
            ("shared halves, no token types", Shared with { TokenTypes = 0 }),
            ("narrow embeddings", _plain with { EmbeddingSize = 10, Activation = ActivationFunction.GeluTanh }),
            ("shared layers, wide embeddings", (_plain with { EmbeddingSize = 40, Activation = ActivationFunction.Relu }).WithLayersOf(0, 0, 2, 2)),
        }
        from head in new[] { HeadKind.Sequence, HeadKind.Token, HeadKind.MaskedLm, HeadKind.QuestionAnswering, HeadKind.UnitEmbedding }
        select new TestCaseData(shape.Shape, head).SetArgDisplayNames(shape.Name, head.ToString());

    /// <summary>A model whose outputs differ from text to text.</summary>
    public static TextModel Create(BertShape shape, HeadKind head, int seed = 1)
    {
        string[] labels = head is HeadKind.Sequence or HeadKind.Token ? ["a", "b", "c"] : [];
        var model = TextModelFactory.CreateRandom(shape, TinyModels.Tokenizer, labels, TinyModels.MaxTokens, seed, head);
        foreach (var parameter in model.Parameters)
        {
            var noise = Passes.Numbers((int)parameter.Count, seed);
            for (var i = 0; i < noise.Length; i++)
            {
                parameter.ValueSpan[i] = ((parameter.UsedRows is null ? 1 : 5) * parameter.ValueSpan[i]) + (0.05f * noise[i]);
            }
        }

        return model;
    }

    /// <summary>Leaves out some heads and neurons, all heads of the first layer, all neurons of the last but one.</summary>
    public static ModelSlice SliceOf(BertShape shape)
    {
        var slice = ModelSlice.All(shape).WithHeads(0).WithNeurons(0, 1, 4, 5, 19).WithNeurons(2);
        slice = slice.WithHeads(1, slice.Heads[1].Intersect([0, 2]));
        return slice.WithHeads(3, slice.Heads[3].Take(1));
    }

    /// <summary>Makes zero what a slice leaves out of heads and neurons: of the first half of them what reads them, of the others what makes them.</summary>
    public static TextModel WithZeros(TextModel model, ModelSlice slice)
    {
        var zeroed = TextModelCopy.Of(model);
        for (var i = 0; i < model.Shape.Layers.Length; i++)
        {
            var (layer, sizes) = (zeroed.Encoder.Layers[i], model.Shape.Layers[i]);
            foreach (var head in Enumerable.Range(0, sizes.Heads).Except(slice.Heads[i]))
            {
                for (var feature = head * sizes.HeadSize; feature < (head + 1) * sizes.HeadSize; feature++)
                {
                    Clear(head % 2 == 0, layer.QueryKeyValue, (2 * sizes.AttentionSize) + feature, layer.AttentionOutput, feature);
                }
            }

            foreach (var neuron in Enumerable.Range(0, sizes.FeedForwardSize).Except(slice.Neurons[i]))
            {
                Clear(neuron % 2 == 0, layer.Intermediate, neuron, layer.Output, neuron);
            }
        }

        return zeroed;
    }

    /// <summary>The outputs of the head for some texts.</summary>
    public static float[] Outputs(TextModel model) => TinyModels.Logits(model, TinyModels.Data(8));

    private static void Clear(bool maker, Linear makes, int row, Linear reads, int column)
    {
        if (maker)
        {
            makes.Weight.Value.RowSpan(row).Clear();
            makes.Bias.ValueSpan[row] = 0;
            return;
        }

        for (var output = 0; output < reads.Weight.Rows; output++)
        {
            reads.Weight.Value.RowSpan(output)[column] = 0;
        }
    }
}
