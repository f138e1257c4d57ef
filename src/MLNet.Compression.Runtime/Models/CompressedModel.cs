using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Models.Storage;
using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Runtime.Tokenization.WordPiece;

namespace MLNet.Compression;

/// <summary>A text model as its file holds it: text settings, shape, and each weight matrix in its own encoding.</summary>
/// <remarks>Immutable; safe for several threads as long as nobody writes to its arrays.</remarks>
public sealed class CompressedModel
{
    private long _size;

    /// <summary>Puts a model together and checks that its parts fit.</summary>
    /// <param name="shape">The sizes of the encoder.</param>
    /// <param name="embeddings">The embeddings.</param>
    /// <param name="layers">The layers, first to last; layers that share weights are the same object.</param>
    /// <param name="pooler">[hidden size x hidden size], of a static model [hidden size x embedding size]; null where <see cref="BertShape.Pooler"/> has no weights.</param>
    /// <param name="classifier">The head's linear layer: see <see cref="Classifier"/>; null where an embedding head has none.</param>
    /// <param name="labels">The names of the classes, as many as the classifier has rows; empty where the outputs are no classes.</param>
    /// <param name="vocabulary">The pieces, at most as many as there are word embeddings.</param>
    /// <param name="tokenizer">How text is split.</param>
    /// <param name="maxTokens">Longer texts are cut to this length, special tokens included.</param>
    /// <param name="head">What the model computes; all but <see cref="HeadKind.None"/>.</param>
    /// <param name="languageModel">What follows the linear layer of a masked-LM head; null for other heads.</param>
    /// <param name="subwords">What splits words into pieces; null for WordPiece.</param>
    /// <param name="hasHalfVectors">See <see cref="HasHalfVectors"/>.</param>
    /// <exception cref="ArgumentException">A part does not fit the shape; the message names it.</exception>
    internal CompressedModel(
        BertShape shape,
        EmbeddingWeights embeddings,
        IReadOnlyList<LayerWeights> layers,
        LinearWeights? pooler,
        LinearWeights? classifier,
        IReadOnlyList<string> labels,
        Vocabulary vocabulary,
        TokenizerOptions tokenizer,
        int maxTokens,
        HeadKind head = HeadKind.Sequence,
        LanguageModelWeights? languageModel = null,
        SubwordModel? subwords = null,
        bool hasHalfVectors = false)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(tokenizer);
        Shape = shape;
        Embeddings = embeddings;
        Layers = [.. layers];
        Pooler = pooler;
        Classifier = classifier;
        Labels = [.. labels];
        Vocabulary = vocabulary;
        Tokenizer = tokenizer;
        MaxTokens = maxTokens;
        Head = head;
        LanguageModel = languageModel;
        Subwords = subwords ?? WordPieceModel.Instance;
        HasHalfVectors = hasHalfVectors;
        CompressedModelChecks.Check(this);
    }

    /// <summary>What the model computes.</summary>
    public HeadKind Head { get; }

    /// <summary>The sizes of the encoder.</summary>
    public BertShape Shape { get; }

    /// <summary>The embeddings.</summary>
    internal EmbeddingWeights Embeddings { get; }

    /// <summary>The layers, first to last.</summary>
    internal IReadOnlyList<LayerWeights> Layers { get; }

    /// <summary>What the first token's state, or a static model's mean, passes before the classifier; null where it goes there directly.</summary>
    internal LinearWeights? Pooler { get; }

    /// <summary>
    /// The head's linear layer: [labels x hidden size], for a regression [values x hidden size], for question answering
    /// [2 x hidden size] (start, end), for a masked LM [embedding size x hidden size], for an embedding [dimensions x hidden size], or null where
    /// the vectors are what the pooling gives.
    /// </summary>
    internal LinearWeights? Classifier { get; }

    /// <summary>Outputs of the head's linear layer, or where there is none the features that it would read.</summary>
    internal int Outputs => Classifier?.Weight.Rows ?? Shape.HiddenSize;

    /// <summary>What follows the linear layer of a masked-LM head; null for other heads.</summary>
    internal LanguageModelWeights? LanguageModel { get; }

    /// <summary>Whether biases and layer norms are stored in fp16, which holds all of theirs, and not in fp32.</summary>
    internal bool HasHalfVectors { get; }

    /// <summary>The names of the classes; empty where the outputs are no classes.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The pieces into which text is split.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>How text is split.</summary>
    public TokenizerOptions Tokenizer { get; }

    /// <summary>What splits words into pieces.</summary>
    internal SubwordModel Subwords { get; }

    /// <summary>The most tokens of a text or pair, special tokens included.</summary>
    public int MaxTokens { get; }

    /// <summary>Bytes that <see cref="Save(Stream)"/> writes.</summary>
    public long SizeInBytes => _size != 0 ? _size : _size = CompressedModelFile.Measure(this);

    /// <summary>Makes the model's tokenizer.</summary>
    /// <param name="options">How text is split; null for <see cref="Tokenizer"/>.</param>
    /// <exception cref="ArgumentException">The kind of tokenizer cannot honour an option.</exception>
    public TextTokenizer CreateTokenizer(TokenizerOptions? options = null) => Subwords.CreateTokenizer(Vocabulary, options ?? Tokenizer);

    /// <summary>Writes the model.</summary>
    /// <param name="stream">Where to; need not be seekable.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CompressedModelFile.Write(this, stream);
    }

    /// <summary>Writes the model to a temporary file beside <paramref name="path"/> and moves it into place.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, Save);
    }

    /// <summary>The model as a checkpoint of fp32 weights: what its encodings stand for.</summary>
    /// <remarks>Layers that have fewer heads or neurons than others are filled up with zeros (<see cref="FilledLayers"/>). Dropout is not part of a compressed model; the checkpoint says what is usual for its architecture, the first that can hold the model.</remarks>
    /// <param name="withHead">Whether the head is part of it, or the encoder alone, as always of an embedding model.</param>
    /// <exception cref="NotSupportedException">No architecture can hold the model, for instance because its layers share weights in an unusual way.</exception>
    internal Checkpoint ToCheckpoint(bool withHead = true)
    {
        var isEmbedding = HeadDefinition.Of(Head).IsEmbedding;
        return withHead && isEmbedding && Classifier is not null
            ? throw new NotSupportedException("A Hugging Face folder has no place for the linear layer that follows the pooling of an embedding model.")
            : new CompressedModelTensors(this, withHead && !isEmbedding ? Head : HeadKind.None).ToCheckpoint();
    }

    /// <summary>Reads a model. To score texts, <c>TextClassifier.Load</c> prepares the first prediction meanwhile.</summary>
    /// <param name="stream">A stream at the model's first byte; need not be seekable. Nothing behind the model is read.</param>
    /// <exception cref="ModelFileException">The bytes are not a model, or a damaged one, or one of a newer version.</exception>
    public static CompressedModel Load(Stream stream) => Load(stream, follow: null);

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file is not a model, or a damaged one, or one of a newer version.</exception>
    public static CompressedModel Load(string path) => Load(path, follow: null);

    /// <summary>As <see cref="Load(Stream)"/>, with somebody who is shown what has been read so far.</summary>
    internal static CompressedModel Load(Stream stream, Action<ModelParts>? follow)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return CompressedModelFile.Read(stream, "model", follow);
    }

    /// <summary>As <see cref="Load(string)"/>, with somebody who is shown what has been read so far.</summary>
    internal static CompressedModel Load(string path, Action<ModelParts>? follow)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        return CompressedModelFile.Read(stream, path, follow);
    }
}
