using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Models;

/// <summary>Small models with random weights and a tokenizer of any kind.</summary>
internal static class SubwordModels
{
    public static CompressedModel Create(TextTokenizer tokenizer, HeadKind head = HeadKind.Sequence)
    {
        var shape = BertShape.Uniform(tokenizer.Vocabulary.Count, layers: 1, hiddenSize: 16, heads: 2, feedForwardSize: 24) with { MaxPositions = 40, TokenTypes = 1 + tokenizer.Subwords.Template.SecondType };
        var body = head == HeadKind.Sequence ? TestModels.Create(CompressedModelBuilder.Int8, shape) : TestModels.CreateFor(head, CompressedModelBuilder.Float32, shape);
        return new CompressedModel(
            body.Shape, body.Embeddings, body.Layers, body.Pooler, body.Classifier, body.Labels, tokenizer.Vocabulary, tokenizer.Options, shape.MaxPositions, head, body.LanguageModel, tokenizer.Subwords);
    }
}
