using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>Has the code of scoring compiled on another processor while a model is still being read.</summary>
/// <remarks>
/// Compiling the kernels takes longer than reading a small model. A model of the same kind with a few features is made and scored, once a
/// process; whatever it touches the real one finds compiled.
/// </remarks>
internal static class KernelWarmUp
{
    private const int Size = 32;
    private const int Heads = 2;

    /// <summary>Tokens of the texts that are scored: each makes tiles of another height.</summary>
    private static readonly int[] Lengths = [16, 20, 14, 24, 18, 22];

    private static int s_begun;

    /// <summary>Begins, unless a model has been read before or there is one processor only.</summary>
    /// <param name="shape">What the model to come is like.</param>
    /// <param name="int8">Whether it multiplies 8-bit integers.</param>
    public static void Begin(BertShape shape, bool int8)
    {
        if (Environment.ProcessorCount > 1 && Interlocked.Exchange(ref s_begun, 1) == 0)
        {
            _ = Task.Run(() => Run(CreateModel(shape, int8)));
        }
    }

    /// <summary>Scores texts of all lengths.</summary>
    internal static void Run(CompressedModel model)
    {
        var encoder = new Encoder(model);
        var head = new ClassificationHead(model);
        using var workspace = new Workspace();
        foreach (var length in Lengths)
        {
            workspace.EmptyBatch().AddSequence(new int[length], new int[length]);
            _ = head.Forward(encoder.Forward(new TokenChunk(workspace.Batch, 0, 1), workspace, head.InputFormat), workspace);
        }
    }

    internal static CompressedModel CreateModel(BertShape shape, bool int8)
    {
        var layer = new LayerShape(Heads, Size / Heads, Size);
        var small = shape with
        {
            VocabularySize = SpecialTokens.Required.Length,
            HiddenSize = Size,
            EmbeddingSize = shape.HasEmbeddingProjection ? Size / 2 : Size,
            MaxPositions = Size,
            TokenTypes = Math.Min(shape.TokenTypes, 1),
            Layers = [layer, layer],
            WeightsOfLayer = [],
        };
        var parts = new SmallWeights(int8);
        return new CompressedModel(
            small,
            parts.Embeddings(small),
            [parts.Layer(Size, layer), parts.Layer(Size, layer)],
            small.Pooler == PoolerKind.None ? null : parts.Linear(Size, Size),
            parts.Linear(1, Size),
            [],
            Vocabulary.TryCreate(PieceText.Of("[PAD]\n[UNK]\n[CLS]\n[SEP]"u8.ToArray(), small.VocabularySize), out _)!,
            new TokenizerOptions(),
            Size,
            HeadKind.Regression);
    }
}
