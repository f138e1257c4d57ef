namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>The tensors a model consists of, by its settings. Matrices are [out, in].</summary>
internal static class ModelTensors
{
    private const int StartAndEnd = 2;
    private const string Decoder = "cls.predictions.decoder";

    /// <summary>All of them: embeddings, layers, pooler, head.</summary>
    public static IEnumerable<ExpectedTensor> Of(ModelSettings settings) => Encoder(settings.Shape).Concat(Head(settings));

    /// <summary>Embeddings, those of words first, layers and pooler.</summary>
    public static IEnumerable<ExpectedTensor> Encoder(BertShape shape) => Embeddings(shape)
        .Concat(Enumerable.Range(0, shape.Layers.Length).SelectMany(layer => Layer(shape, layer)))
        .Concat(shape.Pooler == PoolerKind.None ? [] : Pooler(shape));

    public static IEnumerable<ExpectedTensor> Pooler(BertShape shape) => Linear(null, "pooler.dense", shape.HiddenSize, shape.HiddenSize);

    public static IEnumerable<ExpectedTensor> Head(ModelSettings settings) => settings.Head switch
    {
        HeadKind.None => [],
        HeadKind.Sequence or HeadKind.MultiLabel or HeadKind.Regression or HeadKind.Token => Linear(null, "classifier", settings.Labels, settings.Shape.HiddenSize),
        HeadKind.QuestionAnswering => Linear(null, "qa_outputs", StartAndEnd, settings.Shape.HiddenSize),
        HeadKind.MaskedLm => MaskedLm(settings.Shape),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Head, "The kind of head is unknown."),
    };

    private static IEnumerable<ExpectedTensor> Embeddings(BertShape shape)
    {
        yield return new(null, "embeddings.word_embeddings", "weight", [shape.VocabularySize, shape.EmbeddingSize])
        {
            // A masked-LM head multiplies by the embeddings once more.
            Twin = new(null, Decoder, "weight", [shape.VocabularySize, shape.EmbeddingSize]),
        };
        yield return new(null, "embeddings.position_embeddings", "weight", [shape.MaxPositions, shape.EmbeddingSize]);
        if (shape.TokenTypes > 0)
        {
            yield return new(null, "embeddings.token_type_embeddings", "weight", [shape.TokenTypes, shape.EmbeddingSize]);
        }

        var rest = LayerNorm(null, "embeddings.LayerNorm", shape.EmbeddingSize)
            .Concat(shape.HasEmbeddingProjection ? Linear(null, "embeddings.projection", shape.HiddenSize, shape.EmbeddingSize) : []);
        foreach (var tensor in rest)
        {
            yield return tensor;
        }
    }

    private static IEnumerable<ExpectedTensor> Layer(BertShape shape, int index) =>
    [
        .. shape.AttentionSource(index) == index ? Attention(index, shape.Layers[index], shape.HiddenSize) : [],
        .. shape.FeedForwardSource(index) == index ? FeedForward(index, shape.Layers[index], shape.HiddenSize) : [],
    ];

    private static IEnumerable<ExpectedTensor> Attention(int index, LayerShape layer, int hidden) =>
    [
        .. Linear(index, "attention.self.query", layer.AttentionSize, hidden),
        .. Linear(index, "attention.self.key", layer.AttentionSize, hidden),
        .. Linear(index, "attention.self.value", layer.AttentionSize, hidden),
        .. Linear(index, "attention.output.dense", hidden, layer.AttentionSize),
        .. LayerNorm(index, "attention.output.LayerNorm", hidden),
    ];

    private static IEnumerable<ExpectedTensor> FeedForward(int index, LayerShape layer, int hidden) =>
    [
        .. Linear(index, "intermediate.dense", layer.FeedForwardSize, hidden),
        .. Linear(index, "output.dense", hidden, layer.FeedForwardSize),
        .. LayerNorm(index, "output.LayerNorm", hidden),
    ];

    private static IEnumerable<ExpectedTensor> MaskedLm(BertShape shape) =>
    [
        .. Linear(null, "cls.predictions.transform.dense", shape.EmbeddingSize, shape.HiddenSize),
        .. LayerNorm(null, "cls.predictions.transform.LayerNorm", shape.EmbeddingSize),
        new(null, "cls.predictions", "bias", [shape.VocabularySize]) { Twin = new(null, Decoder, "bias", [shape.VocabularySize]) },
    ];

    private static IEnumerable<ExpectedTensor> Linear(int? layer, string module, int outputs, int inputs) =>
        [new(layer, module, "weight", [outputs, inputs]), new(layer, module, "bias", [outputs])];

    private static IEnumerable<ExpectedTensor> LayerNorm(int? layer, string module, int features) =>
        [new(layer, module, "weight", [features]), new(layer, module, "bias", [features])];
}
