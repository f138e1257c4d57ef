using MLNet.Compression.Runtime.Models;
using MLNet.Compression.TextEmbedding;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.SentenceSimilarity;

/// <summary>A model that gives vectors, from which the training of one that compares them starts.</summary>
/// <param name="Source">The model, as an embedding model.</param>
internal sealed record EmbeddingStart(EmbeddingSource Source) : IModelStart
{
    public BertShape Shape => Source.Model.Shape;

    public bool IsOfMeans => false;

    public IEnumerable<string> Notes => Source.Notes;

    public TextModel Create(IReadOnlyList<string> labels, HeadKind head, int maxTokens, int seed) =>
        CompressedModelDecoder.Decode(EmbeddingModels.Of(Source.Model, maxTokens: Math.Min(maxTokens, Source.Model.MaxTokens)));
}
