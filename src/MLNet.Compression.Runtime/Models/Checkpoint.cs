using System.Collections.Immutable;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Architectures;
using MLNet.Compression.Runtime.Models.Checkpoints;

namespace MLNet.Compression.Runtime.Models;

/// <summary>A whole model as a Hugging Face folder holds it: settings and float weights.</summary>
/// <remarks>
/// Tensors have canonical names whatever the architecture: those of Hugging Face's BERT without "bert.", such as
/// "embeddings.word_embeddings.weight", "encoder.layer.0.attention.self.query.weight", "pooler.dense.bias",
/// "classifier.weight", "qa_outputs.weight", "cls.predictions.transform.dense.weight"; "embeddings.projection" leads from
/// factorised embeddings to the first layer. Linear weights are [out, in]. A layer that shares the weights of an earlier
/// one (<see cref="BertShape.AttentionSource"/>, <see cref="BertShape.FeedForwardSource"/>) has none of them. The masked-LM decoder is the word-embedding table.
/// </remarks>
internal sealed class Checkpoint
{
    private readonly Dictionary<string, NamedTensor> _tensors;

    /// <summary>A checkpoint of given tensors, which are not copied.</summary>
    /// <param name="settings">What the model is.</param>
    /// <param name="tensors">Exactly the tensors that <paramref name="settings"/> ask for, under canonical names.</param>
    /// <exception cref="ArgumentException">The model type is unknown; a tensor is missing, twice there, too many, or of another shape.</exception>
    public Checkpoint(ModelSettings settings, IEnumerable<NamedTensor> tensors)
        : this(settings, tensors, [], [])
    {
    }

    internal Checkpoint(ModelSettings settings, IEnumerable<NamedTensor> tensors, IEnumerable<string> unusedTensors, IEnumerable<string> notes)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(tensors);
        Settings = settings;
        UsualPooler = KnownArchitectures.Of(settings).Pooler;
        _tensors = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        UnusedTensors = [.. unusedTensors];
        Notes = [.. notes];
        RequireSettings();
        RequireTensors();
    }

    /// <summary>What the folder's config.json says.</summary>
    public ModelSettings Settings { get; }

    /// <summary>The sizes of the encoder.</summary>
    public BertShape Shape => Settings.Shape;

    /// <summary>The architecture as Hugging Face names it, such as "bert".</summary>
    public string ModelType => Settings.ModelType;

    /// <summary>What stands on the encoder.</summary>
    public HeadKind Head => Settings.Head;

    /// <summary>Names of a classifier's outputs; empty where the folder has none.</summary>
    public ImmutableArray<string> LabelNames => Settings.LabelNames;

    /// <summary>The tensors by canonical name.</summary>
    public IReadOnlyDictionary<string, NamedTensor> Tensors => _tensors;

    /// <summary>Names, as in the file, of tensors that the model has no use for.</summary>
    public ImmutableArray<string> UnusedTensors { get; }

    /// <summary>What the user should know of the folder, a sentence each: that its head cannot be used and why, for one.</summary>
    public ImmutableArray<string> Notes { get; }

    /// <summary>Parts of a sequence classifier's encoder that the model lacks and a trainer has to make anew: "pooler" or nothing.</summary>
    public ImmutableArray<string> MissingParts => Shape.Pooler == PoolerKind.None ? ["pooler"] : [];

    /// <summary>The pooler that sequence classifiers of this architecture have.</summary>
    public PoolerKind UsualPooler { get; }

    /// <summary>Reads config.json and model.safetensors or, where that is absent, pytorch_model.bin.</summary>
    /// <remarks>A head that has no counterpart here, or is damaged, is left out: <see cref="Head"/> is <see cref="HeadKind.None"/> then, and <see cref="Notes"/> says why.</remarks>
    /// <param name="folder">A Hugging Face model folder of a BERT, RoBERTa, XLM-R, ALBERT or DistilBERT model.</param>
    /// <exception cref="FileNotFoundException">The folder holds no config.json or no weights.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ModelFileException">
    /// A file is damaged; a tensor of the encoder is missing or of another shape than config.json says; a setting is not supported.
    /// </exception>
    public static Checkpoint Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return CheckpointReader.Read(folder);
    }

    /// <summary>Writes a Hugging Face folder that <see cref="Load"/> and Python's transformers read: the weights in fp32, names and settings as the architecture spells them.</summary>
    /// <param name="folder">
    /// A folder that is not there yet, or is empty. The files are written beside it and come into being under its name all at once, or not at all.
    /// </param>
    /// <param name="tokenizer">Written as tokenizer.json and tokenizer_config.json, of WordPiece also vocab.txt; null for config.json and model.safetensors alone.</param>
    /// <param name="maxTokens">The longest sequence, to which Python's tokenizer cuts texts; null for all positions of the model.</param>
    /// <param name="overwrite">Whether a folder that holds files of these names, and nothing else, may be replaced.</param>
    /// <exception cref="ArgumentException">The vocabulary has more pieces than the model has word embeddings, or there are more tokens than positions.</exception>
    /// <exception cref="IOException">The folder is not empty and may not be replaced, or it cannot be written.</exception>
    /// <exception cref="NotSupportedException">
    /// The architecture's configuration cannot say what the model is: layers of different sizes, for one. Nothing was written.
    /// </exception>
    public void Save(string folder, TextTokenizer? tokenizer = null, int? maxTokens = null, bool overwrite = false) => Save(folder, tokenizer, maxTokens, overwrite, sentence: null);

    /// <summary>As <see cref="Save(string, TextTokenizer, int?, bool)"/>, with what sentence-transformers reads.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="tokenizer">The tokenizer; null for none.</param>
    /// <param name="maxTokens">The longest sequence; null for all positions of the model.</param>
    /// <param name="overwrite">Whether an earlier folder may be replaced.</param>
    /// <param name="sentence">How vectors of texts are made; null for nothing of it.</param>
    internal void Save(string folder, TextTokenizer? tokenizer, int? maxTokens, bool overwrite, SentenceSettings? sentence)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxTokens ?? 1, nameof(maxTokens));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxTokens ?? 1, Shape.MaxPositions, nameof(maxTokens));
        if (tokenizer is not null && tokenizer.Vocabulary.Count > Shape.VocabularySize)
        {
            throw new ArgumentException(
                $"The vocabulary has {tokenizer.Vocabulary.Count} pieces, but the model only {Shape.VocabularySize} word embeddings.", nameof(tokenizer));
        }

        new CheckpointWriter(this, tokenizer).Write(folder, maxTokens ?? Shape.MaxPositions, overwrite, sentence);
    }

    private void RequireSettings()
    {
        if (Shape.Layers.IsDefaultOrEmpty)
        {
            throw new ArgumentException("The model has no layers.");
        }

        if (!LabelNames.IsEmpty && LabelNames.Length != Settings.Labels)
        {
            throw new ArgumentException($"There are {LabelNames.Length} label names for {Settings.Labels} labels.");
        }

        CompressedModelChecks.CheckSharing(Shape);
    }

    private void RequireTensors()
    {
        var expected = ModelTensors.Of(Settings).ToDictionary(tensor => tensor.Name, tensor => tensor.Shape, StringComparer.Ordinal);
        foreach (var (name, shape) in expected)
        {
            var found = _tensors.GetValueOrDefault(name);
            if (found is null || !found.Shape.SequenceEqual(shape))
            {
                throw new ArgumentException(
                    $"Tensor '{name}' of shape {TensorShape.Format(shape)} is needed, found {(found is null ? "none" : TensorShape.Format(found.Shape))}.");
            }
        }

        if (_tensors.Keys.FirstOrDefault(name => !expected.ContainsKey(name)) is { } extra)
        {
            throw new ArgumentException($"Tensor '{extra}' is no part of the model.");
        }
    }
}
