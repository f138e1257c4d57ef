using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models.Storage;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>Has the code of scoring compiled on another processor while a model is still being read.</summary>
/// <remarks>
/// Compiling the kernels takes longer than reading a small model. First what every model needs runs once, then a model of the same kind
/// with a few features is made and scored, once a process; whatever that touches the real one finds compiled.
/// </remarks>
internal static class KernelWarmUp
{
    /// <summary>Tokens of a text: only whole tiles, those that any longer text begins with.</summary>
    public const int Tokens = 24;

    /// <summary>Words and other characters, as many tokens.</summary>
    public const string Text = "A word, another..................";

    /// <summary>Features: a whole vector of bytes.</summary>
    private const int Size = 64;
    private const int MostHeadSize = 128;

    // Of the first, runs of three blocks can be added in 16 bits; of the second, runs of two: see SafeRuns.
    private const byte SmallInteger = 1;
    private const byte LargeInteger = 50;

    private static readonly Lock _gate = new();
    private static readonly string[] _labels = ["0", "1"];

    private static bool _begun;
    private static bool _modelBegun;

    /// <summary>Done when nothing goes on in the background; failed if something did, with its exception.</summary>
    public static Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>
    /// Begins with what every model needs, and once the shape is known goes on with what this one needs, unless a model has been read before
    /// or there is one processor only.
    /// </summary>
    /// <param name="parts">What has been read of the model and holds good.</param>
    public static void Follow(ModelParts parts)
    {
        Begin(ref _begun, () => RunAttention(Tokens));
        if (parts.Shape is { } shape && parts.Head.ReadsFirstToken)
        {
            var bits = BitsOf(parts.Features.Contains);
            var inGroups = parts.Features.Contains(GroupScales.StoredAs.Name);
            Begin(ref _modelBegun, () =>
            {
                Run(CreateModel(shape, bits, inGroups));
                RunAttention(SelfAttention.FewestForIntegers);
            });
        }
    }

    /// <summary>The bits that the weights of the layers are likely to have, by the names of what a file has: integers of few bits may be any of 2 to 8.</summary>
    internal static int BitsOf(Func<string, bool> has) =>
        has(TernaryCode.StoredAs.Name) || has(BinaryCode.StoredAs.Name) ? 2 : has(UniformCode.StoredAs.Name) ? 4 : has(Int8Matrix.StoredAs.Name) ? 8 : 32;

    /// <summary>Does what the first prediction will do: first what takes longest to compile.</summary>
    internal static void Run(CompressedModel model)
    {
        var encoder = ISequenceEncoder.Of(model);
        var head = new ClassificationHead(model);
        using var workspace = new Workspace();
        workspace.EmptyBatch().AddSequence(new int[Tokens], new int[Tokens]);
        _ = head.Forward(encoder.Forward(new SequenceChunk(workspace.Batch, 0, 1), workspace, head.InputFormat), workspace);
        using var classifier = new TextClassifier(model);
        classifier.Score(Text, new float[classifier.LabelCount]);
    }

    private static void Begin(ref bool begun, Action action)
    {
        lock (_gate)
        {
            if (!begun && Environment.ProcessorCount > 1)
            {
                Completion = After(Completion, action);
            }

            begun = true;
        }
    }

    /// <summary>Work in the background after other work, unless that failed.</summary>
    internal static async Task After(Task earlier, Action action)
    {
        await earlier.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        action();
    }

    /// <summary>Attention of one head whose tiles are whole, from each token and from one, of a short or a long text.</summary>
    private static unsafe void RunAttention(int tokens)
    {
        var shape = new LayerShape(1, Tokens, Size);
        using var workspace = new Workspace();
        var projections = workspace.Projections(tokens, 3 * shape.AttentionSize);
        for (var token = 0; token < tokens; token++)
        {
            projections.RowSpan(token).Clear();
        }

        SelfAttention.Forward(shape, projections, integers: true, workspace);
        SelfAttention.ForwardSingle(shape, projections.Data, projections, workspace);
    }

    /// <summary>A model of a few weights that is scored by the same code as one of a given kind.</summary>
    internal static CompressedModel CreateModel(BertShape shape, int bits, bool inGroups = false)
    {
        // Tiles of attention are as tall as the size of a head has it.
        LayerShape[] layers = shape.IsStatic ? [] : [.. Enumerable.Repeat(new LayerShape(1, Math.Min(shape.Layers[0].HeadSize, MostHeadSize), Size), 2)];
        var small = shape with
        {
            VocabularySize = SpecialTokenNames.Usual.Required.Length,
            HiddenSize = Size,
            EmbeddingSize = shape.HasEmbeddingProjection ? Size / 2 : Size,
            MaxPositions = Size,
            TokenTypes = Math.Min(shape.TokenTypes, 1),
            Layers = [.. layers],
            AttentionOfLayer = [],
            FeedForwardOfLayer = [],
            Pooler = shape.ReadsMeanOfStates ? PoolerKind.None : shape.Pooler,
        };
        var parts = new SmallWeights(bits, SmallInteger, inGroups);
        var others = new SmallWeights(bits, LargeInteger, inGroups);
        return new CompressedModel(
            small,
            parts.Embeddings(small),
            [.. layers.Select((layer, i) => (i == 0 ? others : parts).Layer(Size, layer))],
            small.HasPooler ? parts.Linear(Size, Size) : null,
            new SmallWeights(bits < 8 ? 8 : bits, SmallInteger).Linear(_labels.Length, Size),
            _labels,
            Vocabulary.TryCreate(PieceText.Of("[PAD]\n[UNK]\n[CLS]\n[SEP]"u8.ToArray(), small.VocabularySize), out _)!,
            new TokenizerOptions(),
            Size);
    }
}
