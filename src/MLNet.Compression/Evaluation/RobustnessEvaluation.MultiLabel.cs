using MLNet.Compression.Outcomes;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Robustness;

namespace MLNet.Compression.Evaluation;

/// <summary>Attacks on texts that may have several labels.</summary>
internal sealed partial class RobustnessEvaluation
{
    /// <summary>Attacks a model of several labels a text.</summary>
    /// <exception cref="ArgumentException">The model does not predict several labels, the data has no rows, or an option is out of range.</exception>
    public RobustnessMetrics<MultiLabelQuality> OfLabelSets()
    {
        var outcome = Outcome as MultiLabelOutcome ?? throw Misfit("several labels a text");
        var texts = outcome.ReadLabeled(data, options.CancellationToken);
        return WithTextScorer(model =>
        {
            var known = new ClassModel(outcome.Labels, model);
            var rows = Required(Some(
                texts.Rows.Zip(texts.Plain, texts.Labels), row => new LabelSetAttackRow(row.First, row.Second.Text, row.Second.Pair, row.Third, attack.OnPair, known, outcome.Threshold)));
            var attacked = Run(rows);
            return new RobustnessMetrics<MultiLabelQuality>(
                attack.Name, attacked, Judge(rows, rows.Select(row => row.Text)), Judge(rows, attacked.Select(text => SplitText.Of(text.Text))));
        });
    }

    private static MultiLabelQuality Judge(LabelSetAttackRow[] rows, IEnumerable<SplitText> texts) => MultiLabelQuality.Of(new MultiLabelPredictions(
        [.. rows.Zip(texts, (row, text) => row.AskSets([text]).Single().Predicted)], [.. rows.Select(row => row.Labels)]));
}
