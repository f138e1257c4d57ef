using MLNet.Compression.Runtime.Entities;
using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Robustness;

/// <summary>A sentence whose words have tags. Words of entities stay, since what an entity is hangs on them; one that is taken out takes its tag along.</summary>
/// <param name="row">The row of the data, from 0.</param>
/// <param name="words">The words.</param>
/// <param name="labels">The number of each word's tag, or <see cref="TokenTargets.None"/>; one at least is known.</param>
/// <param name="model">The model.</param>
internal sealed class TagAttackRow(int row, string[] words, int[] labels, TagModel model) : AttackRow(row)
{
    private readonly string[] _right = [.. labels.Select(label => label == TokenTargets.None ? "" : model.Tags[label])];

    /// <summary>The true tags; "" for a word that does not count.</summary>
    public IReadOnlyList<string> Tags => _right;

    public override SplitText Text { get; } = SplitText.OfWords(words);

    public override string Right => TagAnswer.Join(_right);

    protected override object Content => new { Row, Words = words, Labels = labels };

    /// <summary>Whether a word is known to be outside of entities.</summary>
    public override bool MayChange(int place) => labels[place] != TokenTargets.None && EntityTag.Read(_right[place]).Type is null;

    public override ModelAnswer[] Ask(IReadOnlyList<SplitText> texts) => [.. AskTags(texts)];

    /// <inheritdoc cref="Ask"/>
    public IEnumerable<TagAnswer> AskTags(IReadOnlyList<SplitText> texts)
    {
        int[][] kept = [.. texts.Select(text => Enumerable.Range(0, words.Length).Where(place => text.Words[place].Length > 0 || words[place].Length == 0).ToArray())];
        var scores = model.Score([.. texts.Zip(kept, (text, places) => places.Select(place => text.Words[place]).ToArray())]);
        return scores.Zip(kept, AnswerOf);
    }

    /// <param name="probabilities">[kept words x tags].</param>
    /// <param name="kept">The places of these words.</param>
    private TagAnswer AnswerOf(float[] probabilities, int[] kept)
    {
        var (predicted, sum, known) = (Enumerable.Repeat("", words.Length).ToArray(), (double)labels.Count(label => label != TokenTargets.None), labels.Count(label => label != TokenTargets.None));
        var names = new TagRows(probabilities, model.Tags).Names();
        foreach (var (i, place) in kept.Index())
        {
            if (labels[place] is not TokenTargets.None and var label)
            {
                predicted[place] = names[i];
                sum += probabilities[(i * model.Tags.Count) + label] - 1;
            }
        }

        return new TagAnswer(predicted, _right, sum / known);
    }
}
