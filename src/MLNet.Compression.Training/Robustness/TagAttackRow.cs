using MLNet.Compression.Runtime.Entities;

namespace MLNet.Compression.Training.Robustness;

/// <summary>A sentence whose words have tags. Words of entities stay, since what an entity is hangs on them; one that is taken out takes its tag along.</summary>
/// <param name="row">The row of the data, from 0.</param>
/// <param name="words">The words.</param>
/// <param name="tags">The true tag of each word, whether the model knows it or not; "" for a word that does not count. One word counts at least.</param>
/// <param name="model">The model.</param>
internal sealed class TagAttackRow(int row, string[] words, string[] tags, TagModel model) : AttackRow(row)
{
    private readonly int[] _columns = [.. tags.Select(tag => model.Tags.ToList().IndexOf(tag))];

    /// <summary>The true tags; "" for a word that does not count.</summary>
    public IReadOnlyList<string> Tags => tags;

    public override SplitText Text { get; } = SplitText.OfWords(words);

    public override string Right => TagAnswer.Join(tags);

    protected override object Content => new { Row, Words = words, Tags = tags };

    /// <summary>Whether a word is known to be outside of entities.</summary>
    public override bool MayChange(int place) => tags[place].Length > 0 && EntityTag.Read(tags[place]).Type is null;

    public override ModelAnswer[] Ask(IReadOnlyList<SplitText> texts) => [.. AskTags(texts)];

    /// <inheritdoc cref="Ask"/>
    public IEnumerable<TagAnswer> AskTags(IReadOnlyList<SplitText> texts)
    {
        int[][] kept = [.. texts.Select(text => Enumerable.Range(0, words.Length).Where(place => text.Words[place].Length > 0 || words[place].Length == 0).ToArray())];
        var scores = model.Score([.. texts.Zip(kept, (text, places) => places.Select(place => text.Words[place]).ToArray())]);
        return scores.Zip(kept, AnswerOf);
    }

    /// <param name="probabilities">[kept words x tags].</param>
    /// <param name="kept">The places of these words; those that were taken out count as right.</param>
    private TagAnswer AnswerOf(float[] probabilities, int[] kept)
    {
        var (predicted, known) = (Enumerable.Repeat("", words.Length).ToArray(), tags.Count(tag => tag.Length > 0));
        var (names, wrong) = (new TagRows(probabilities, model.Tags).Names(), 0.0);
        foreach (var (i, place) in kept.Index().Where(word => tags[word.Item].Length > 0))
        {
            predicted[place] = names[i];
            wrong += _columns[place] >= 0 ? 1 - probabilities[(i * model.Tags.Count) + _columns[place]] : 1;
        }

        return new TagAnswer(predicted, tags, 1 - (wrong / known));
    }
}
