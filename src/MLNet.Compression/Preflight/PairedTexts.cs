
namespace MLNet.Compression.Preflight;

/// <summary>Whether the model can tell a second text from the first.</summary>
internal sealed class PairedTexts : IPreflightCheck
{
    public IEnumerable<string> Look(StageStart start) => !start.Outcome.Columns.JoinsTexts || start.Model.Tokenizer.Subwords.Template.TellsTextsApart(start.Model.Shape.TokenTypes)
        ? []
        : throw new InvalidOperationException(
            $"Column '{start.Outcome.Columns.Pair}' holds second texts, but the model has one token type, so it can't tell them from the first. Join the two columns, or start from a checkpoint with two token types.");
}
