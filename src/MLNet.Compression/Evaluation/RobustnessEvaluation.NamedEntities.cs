using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Scoring;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Robustness;

namespace MLNet.Compression.Evaluation;

/// <summary>Attacks on sentences whose words are tagged.</summary>
internal sealed partial class RobustnessEvaluation
{
    /// <summary>Attacks a tagger.</summary>
    /// <exception cref="ArgumentException">The model does not tag words, a tag has a space, the data has no labelled rows, or an option is out of range.</exception>
    public RobustnessMetrics<EntityQuality> OfNamedEntities()
    {
        var outcome = Outcome as NamedEntityOutcome ?? throw Misfit("tags of words");
        RequireFirstText("the model reads single texts");
        var (texts, names) = outcome.ReadNamed(data, options.CancellationToken);
        if (outcome.Labels.Concat(names).FirstOrDefault(tag => tag.Contains(' ', StringComparison.Ordinal)) is { } tag)
        {
            throw new ArgumentException($"The tag '{tag}' has a space in it, and results have tags with spaces between: give it another name.", nameof(model));
        }

        var (scorer, execution) = (new WordScorer(_model.Model, threads: 1), new RunningExecution(_model.Host));
        try
        {
            var known = new TagModel(outcome.Labels, sentences => Score(scorer, sentences, execution));
            var rows = Required(Some(texts.Rows.Zip(texts.Plain, texts.Labels), row => new TagAttackRow(row.First, WordsOf(row.Second.Text, row.Third), TagsOf(row.Third), known)));
            return Judge(rows, Run(rows));
        }
        finally
        {
            scorer.Free();
        }

        string[] TagsOf(WordLabels words) => [.. words.Labels.Select(label => label == TokenTargets.None ? "" : names[label])];
    }

    private RobustnessMetrics<EntityQuality> Judge(TagAttackRow[] rows, IReadOnlyList<AttackedText> texts)
    {
        IReadOnlyList<string>[] right = [.. rows.Select(row => row.Tags)];
        IReadOnlyList<string>[] before = [.. rows.Select(row => row.AskTags([row.Text]).Single().Tags)];
        IReadOnlyList<string>[] under = [.. texts.Zip(before, (text, tags) => text.Outcome == AttackOutcome.Fooled ? TagAnswer.Split(text.Prediction) : tags)];
        return new RobustnessMetrics<EntityQuality>(attack.Name, texts, EntityQuality.Of(new EntityPredictions(before, right)), EntityQuality.Of(new EntityPredictions(under, right)));
    }

    private static string[] WordsOf(string text, WordLabels words) => [.. words.Words.Select(word => text.Substring(word.Start, word.Length))];

    private static float[][] Score(WordScorer scorer, IReadOnlyList<string[]> sentences, RunningExecution execution)
    {
        execution.ThrowIfCancelled();
        var results = new float[]?[sentences.Count];
        scorer.Score([.. sentences.Select(words => Sentence.Of([.. words.Select(word => word.AsMemory())])).Select(sentence => new TextPair(sentence.Text.AsMemory(), default) { Words = sentence.Words })], results);
        return results!;
    }
}
