using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Models;

/// <summary>Small models with random weights and a tokenizer of any kind.</summary>
internal static class SubwordModels
{
    public static CompressedModel Create(TextTokenizer tokenizer)
    {
        var shape = BertShape.Uniform(tokenizer.Vocabulary.Count, layers: 1, hiddenSize: 16, heads: 2, feedForwardSize: 24) with { MaxPositions = 40, TokenTypes = 1 + tokenizer.Subwords.Template.SecondType };
        var body = TestModels.Create(CompressedModelBuilder.Int8, shape);
        return new CompressedModel(
            shape, body.Embeddings, body.Layers, body.Pooler, body.Classifier, body.Labels, tokenizer.Vocabulary, tokenizer.Options, shape.MaxPositions, subwords: tokenizer.Subwords);
    }
}
