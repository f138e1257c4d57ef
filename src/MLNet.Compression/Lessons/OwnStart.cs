using MLNet.Compression.Logging;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Lessons;

/// <summary>Where a student comes from that has no text model as its teacher.</summary>
/// <param name="text">Its columns, vocabulary and checkpoint.</param>
/// <param name="size">Its size.</param>
internal sealed class OwnStart(StudentText text, ModelShape size)
{
    private readonly IModelStart? _pretrained = text.Checkpoint is { } folder ? PretrainedModel.Load(folder) : null;

    /// <summary>Its shape; without a checkpoint that of a vocabulary that is not there yet.</summary>
    public BertShape Shape => _pretrained is { } pretrained ? size.Beside(pretrained.Shape) : size.FromScratch(vocabularySize: 1, text.MaxTokens);

    /// <summary>The student of random weights, and the model whose weights it may take; null for none.</summary>
    /// <exception cref="InvalidOperationException">All texts are empty.</exception>
    public (TextModel Student, TextModel? Origin) Create(LessonTexts texts, int seed, StageLog log, CancellationToken cancellationToken)
    {
        var outcome = texts.Training.Outcome;
        if (_pretrained is not null)
        {
            var origin = _pretrained.Create(outcome.Labels, outcome.Head, text.MaxTokens, seed);
            return (Beside(origin, size, seed), origin);
        }

        var settings = new NewModel(size, text.VocabularySize, text.LowerCase, text.MaxTokens);
        return (NewModel.Create(settings, texts.Texts, texts.Labeled + texts.Unlabeled, outcome, seed, log, cancellationToken), null);
    }

    /// <summary>A student of random weights with the tokenizer and outputs of another model.</summary>
    public static TextModel Beside(TextModel model, ModelShape size, int seed) =>
        TextModelFactory.CreateRandom(size.Beside(model.Shape), model.Tokenizer, model.Labels, size.TokensBeside(model.MaxTokens), seed, model.HeadKind);
}
