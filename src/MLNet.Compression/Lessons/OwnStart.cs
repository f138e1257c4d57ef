using MLNet.Compression.Logging;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Lessons;

/// <summary>Where a student comes from that has no text model as its teacher.</summary>
/// <param name="options">Its size, columns, vocabulary and checkpoint.</param>
internal sealed class OwnStart(LessonSettings options)
{
    private readonly ModelShape _size = options.Student;
    private readonly StudentText _text = options.Text;
    private readonly IModelStart? _pretrained = options.Text.Checkpoint is { } folder ? PretrainedModel.Load(folder) : null;

    /// <summary>Its shape; without a checkpoint that of a vocabulary that is not there yet.</summary>
    public BertShape Shape => _pretrained is { } pretrained ? _size.Beside(pretrained.Shape) : _size.FromScratch(vocabularySize: 1, _text.MaxTokens);

    /// <summary>The student of random weights, and the model whose weights it may take; null for none.</summary>
    /// <exception cref="InvalidOperationException">All texts are empty.</exception>
    public (TextModel Student, TextModel? Origin) Create(LessonTexts texts, int seed, StageLog log, CancellationToken cancellationToken)
    {
        var outcome = texts.Training.Outcome;
        if (_pretrained is not null)
        {
            var origin = _pretrained.Create(outcome.Labels, outcome.Head, _text.MaxTokens, seed);
            var pieces = StudentPieces.Of(options, origin.Tokenizer, texts, log, cancellationToken);
            origin = pieces?.Cut is { } cut ? TextModelReduction.Of(origin, cut) : origin;
            return (Beside(origin, pieces?.Tokenizer ?? origin.Tokenizer, _size, seed), origin);
        }

        var settings = new NewModel(_size, _text.VocabularySize, _text.LowerCase, _text.MaxTokens);
        return (NewModel.Create(settings, texts.Texts, texts.Labeled + texts.Unlabeled, outcome, seed, log, cancellationToken), null);
    }

    /// <summary>A student of random weights with the outputs of another model.</summary>
    /// <param name="model">The other model.</param>
    /// <param name="tokenizer">The student's tokenizer; that of the other model leaves the word table as large as it is there.</param>
    /// <param name="size">The student's size.</param>
    /// <param name="seed">The seed of the weights.</param>
    public static TextModel Beside(TextModel model, TextTokenizer tokenizer, ModelShape size, int seed)
    {
        var pieces = ReferenceEquals(tokenizer, model.Tokenizer) ? model.Shape.VocabularySize : tokenizer.Vocabulary.Count;
        var shape = size.Beside(model.Shape) with { VocabularySize = pieces };
        return TextModelFactory.CreateRandom(shape, tokenizer, model.Labels, size.TokensBeside(model.MaxTokens), seed, model.HeadKind, DenseBeside(model, shape));
    }

    /// <summary>The linear layer of an embedding model that has to give as many dimensions as another; null where there is none.</summary>
    private static int? DenseBeside(TextModel model, BertShape shape) =>
        HeadDefinition.Of(model.HeadKind).IsEmbedding && (model.Dense is not null || shape.HiddenSize != model.Head.Outputs) ? model.Head.Outputs : null;
}
