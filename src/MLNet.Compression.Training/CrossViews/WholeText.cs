using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.CrossViews;

/// <summary>All tokens: what is restricted is how far each looks.</summary>
internal sealed class WholeText : TokenView
{
    private WholeText()
    {
    }

    public static WholeText Instance { get; } = new();

    /// <inheritdoc/>
    public override TokenBatch Of(TrainingBatch batch, long step) => batch.Tokens;
}
