using Microsoft.ML;
using MLNet.Compression.Chains;
using MLNet.Compression.Runtime.Tokenization.Reduction;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Stages;

/// <summary>A fitted text model that guides a stage in place of the one that taught the stages before.</summary>
internal sealed class StageTeacher
{
    private readonly TextModelTransformer _transformer;

    private StageTeacher(TextModelTransformer transformer) => _transformer = transformer;

    /// <summary>The teacher that options name; null where they name none.</summary>
    /// <exception cref="ArgumentException">There is no text model in it, or several.</exception>
    public static StageTeacher? Of(ITransformer? teacher) => teacher is null ? null
        : TransformerChains.FindTextModel(teacher) is { } transformer ? new StageTeacher(transformer)
        : throw new ArgumentException($"Teacher is {TransformerChains.NameOf(teacher)}, which is no text model: distil from models of other kinds, and leave Teacher out here.");

    /// <summary>Refuses a teacher that can't read the tokens of the stage's model, or predicts something else.</summary>
    /// <param name="model">What the stage goes on from.</param>
    /// <exception cref="ArgumentException">The teacher does not fit.</exception>
    public void Check(StageModel model)
    {
        var (own, outcome) = (_transformer.Outcome, model.Rows.Outcome);
        if (!own.Kind.Is(outcome.Kind) || !own.Labels.ToHashSet().SetEquals(outcome.Labels))
        {
            throw new ArgumentException($"Teacher predicts {own.Description}, and the model {outcome.Description}: both need the same classes, in any order.");
        }

        var tokenizer = _transformer.Model.CreateTokenizer();
        if (!tokenizer.SplitsLike(model.Tokenizer) && VocabularyCut.Between(tokenizer, model.Tokenizer) is null)
        {
            throw new ArgumentException("Teacher splits texts into other pieces than the model, and the model's are not some of its own, so that it can't read the model's tokens: leave Teacher out, and the model guides itself.");
        }

        if (_transformer.Model.MaxTokens < model.MaxTokens)
        {
            throw new ArgumentException($"Teacher reads texts of at most {_transformer.Model.MaxTokens} tokens, and the model of {model.MaxTokens}: take a teacher that reads as many.");
        }
    }

    /// <summary>A state that the teacher guides from here on, with the model's pieces where it has more.</summary>
    public StageState Guide(StageState state)
    {
        var teacher = _transformer.Outcome.InOrderOf(state.Outcome, CompressedModelDecoder.Decode(_transformer.Model));
        var cut = teacher.Tokenizer.SplitsLike(state.Model.Tokenizer) ? null : VocabularyCut.Between(teacher.Tokenizer, state.Model.Tokenizer);
        return state with { Teacher = cut is null ? teacher : TextModelReduction.Of(teacher, cut) };
    }
}
