using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Augmentation;

/// <summary>A masked-LM that is asked for chosen tokens only, so that rows as wide as its vocabulary are made for these and no others.</summary>
/// <remarks>Safe for several threads, which take turns: all processors work for one pass.</remarks>
internal sealed class MaskedLanguageModel
{
    private readonly TextModel _model;
    private readonly WorkerPool _workers;
    private readonly BufferPool _buffers = new();
    private readonly Lock _turn = new();

    /// <param name="model">A model with a masked-LM head.</param>
    /// <param name="threads">Threads to use, the caller's included; 0 for all processors.</param>
    /// <exception cref="ArgumentException">It has another head, or its vocabulary no mask.</exception>
    /// <exception cref="NotSupportedException">Its vocabulary is not WordPiece.</exception>
    public MaskedLanguageModel(TextModel model, int threads = 0)
    {
        if (model.HeadKind != HeadKind.MaskedLm)
        {
            throw new ArgumentException($"A model with a masked-LM head is needed, but this one has a head for {HeadDefinition.Of(model.HeadKind).Name}.", nameof(model));
        }

        Tokenizer = model.Tokenizer.RequireWordPiece("Proposing words for texts");
        MaskId = model.Tokenizer.Vocabulary.MaskId
            ?? throw new ArgumentException($"The vocabulary of the masked-LM has no {model.Tokenizer.Vocabulary.Names.Mask} piece to hide a token behind: use the vocabulary that the model was trained with.", nameof(model));
        (_model, _workers) = (model, new WorkerPool(threads));
    }

    /// <summary>Takes the logits of one of the chosen tokens; called by several threads.</summary>
    /// <param name="index">Which of them, from 0.</param>
    /// <param name="logits">[vocabulary], valid during the call.</param>
    public delegate void ReadLogits(int index, ReadOnlySpan<float> logits);

    public BertTokenizer Tokenizer { get; }

    public int MaskId { get; }

    /// <summary>The longest sequence.</summary>
    public int MaxTokens => _model.MaxTokens;

    /// <summary>The largest token type that the model knows, for the second of two texts.</summary>
    public int SecondTokenType => Math.Clamp(_model.Shape.TokenTypes - 1, 0, 1);

    /// <summary>What the user should know of the files that the model was read from, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Reads a Hugging Face folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="threads">Threads to use, the caller's included; 0 for all processors.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="ArgumentException">The model has no masked-LM head, or its vocabulary no mask.</exception>
    /// <exception cref="NotSupportedException">Its vocabulary is not WordPiece.</exception>
    public static MaskedLanguageModel Load(string folder, int threads = 0)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"There is no folder '{Path.GetFullPath(folder)}' of a masked-LM. Name a Hugging Face model folder with config.json, model.safetensors or pytorch_model.bin, and vocab.txt or tokenizer.json.");
        }

        var checkpoint = Checkpoint.Load(folder);
        if (checkpoint.Head != HeadKind.MaskedLm)
        {
            throw new ArgumentException(
                $"'{folder}' has no masked-LM head, so it can't propose words: {string.Join(" ", [HeadOf(checkpoint), .. checkpoint.Notes])} Name a model that still has the head of its pretraining, continue the pretraining of this one first, or use word vectors instead.",
                nameof(folder));
        }

        var tokenizer = TextTokenizer.Load(folder);
        var model = TextModelFactory.Create(checkpoint, tokenizer, [], checkpoint.Shape.MaxPositions, seed: 0, HeadKind.MaskedLm);
        return new MaskedLanguageModel(model, threads) { Notes = [.. checkpoint.Notes, .. tokenizer.Notes] };
    }

    /// <summary>Runs the model over packed sequences and its head over chosen tokens of them.</summary>
    /// <param name="batch">The sequences.</param>
    /// <param name="tokens">The tokens to predict, by their places in the batch.</param>
    /// <param name="read">Takes the logits of each.</param>
    /// <param name="cancellationToken">Stops the pass between two operations.</param>
    /// <exception cref="InvalidOperationException">A logit is no finite number.</exception>
    public void Predict(TokenBatch batch, IReadOnlyList<int> tokens, ReadLogits read, CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            var tape = new Tape(_buffers, _workers, training: false) { CancellationToken = cancellationToken };
            try
            {
                var (hidden, outputs) = _model.Encoder.Forward(tape, batch, DropoutRates.None, OutputNeeds.Nothing);
                var logits = _model.Head.Forward(tape, GatherRowsOperation.Apply(tape, hidden, [.. tokens]), outputs.Layouts[^1], DropoutRates.None);
                _workers.For(tokens.Count, row => read(row, Checked(logits.Value.RowSpan(row))));
            }
            finally
            {
                tape.Clear();
            }
        }
    }

    private static ReadOnlySpan<float> Checked(ReadOnlySpan<float> logits) => logits.ContainsAnyExceptInRange(float.MinValue, float.MaxValue)
        ? throw new InvalidOperationException("The masked-LM gives logits that are no finite numbers: its weights are damaged, or its training ran away. Use another model.")
        : logits;

    private static string HeadOf(Checkpoint checkpoint) => checkpoint.Head == HeadKind.None
        ? "its checkpoint is the encoder alone."
        : $"its checkpoint has a head for {HeadDefinition.Of(checkpoint.Head).Name}.";
}
