namespace MLNet.Compression.Training.Robustness;

/// <summary>A text of a class.</summary>
/// <param name="row">The row of the data, from 0.</param>
/// <param name="text">The text.</param>
/// <param name="pair">The text that goes with it; null where there is none.</param>
/// <param name="label">The right class.</param>
/// <param name="onPair">Whether the second text is changed, and not the first.</param>
/// <param name="model">The model.</param>
internal sealed class ClassAttackRow(int row, string text, string? pair, int label, bool onPair, ClassModel model) : AttackRow(row)
{
    private readonly PairedText _texts = new(text, pair, onPair);

    public override SplitText Text => _texts.Changed;

    public override string Right => model.Classes[label];

    protected override object Content => new { Row, Text = text, Pair = pair, Label = label };

    public override ModelAnswer[] Ask(IReadOnlyList<SplitText> texts) => [.. _texts.Ask(texts, model.Score).Select(probabilities => new ClassAnswer(probabilities, label, model.Classes))];
}
