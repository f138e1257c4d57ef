using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Robustness;

/// <summary>A text that may have several labels.</summary>
/// <param name="row">The row of the data, from 0.</param>
/// <param name="text">The text.</param>
/// <param name="pair">The text that goes with it; null where there is none.</param>
/// <param name="labels">The true labels.</param>
/// <param name="onPair">Whether the second text is changed, and not the first.</param>
/// <param name="model">The model.</param>
/// <param name="threshold">The probability above which a label is predicted.</param>
internal sealed class LabelSetAttackRow(int row, string text, string? pair, LabelSet labels, bool onPair, ClassModel model, float threshold) : AttackRow(row)
{
    private readonly PairedText _texts = new(text, pair, onPair);

    /// <summary>The true labels.</summary>
    public LabelSet Labels => labels;

    public override SplitText Text => _texts.Changed;

    public override string Right => LabelSetAnswer.NamesOf(labels, model.Classes);

    protected override object Content => new { Row, Text = text, Pair = pair, labels.Labels };

    public override ModelAnswer[] Ask(IReadOnlyList<SplitText> texts) => [.. AskSets(texts)];

    /// <inheritdoc cref="Ask"/>
    public IEnumerable<LabelSetAnswer> AskSets(IReadOnlyList<SplitText> texts) =>
        _texts.Ask(texts, model.Score).Select(probabilities => new LabelSetAnswer(probabilities, LabelSet.Above(probabilities, threshold), labels, model.Classes));
}
