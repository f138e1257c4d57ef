using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Robustness;

namespace MLNet.Compression;

/// <summary>
/// TextFooler (Jin et al. 2020): the words that the prediction hangs on give way to words of nearly the same meaning, as long as the sentence keeps its meaning: of those
/// that turn the prediction the one after which the sentence is most like the first, and otherwise the one that brings the right prediction down most.
/// </summary>
/// <remarks>The paper measures sentences with the Universal Sentence Encoder; here any <see cref="SentenceEncoder"/> does, and without one sentences are not compared. Parts of speech come from a lexicon, and not from a tagger.</remarks>
/// <param name="Neighbors">Words of nearly the same meaning.</param>
public sealed record TextFoolerAttack(WordNeighbors Neighbors) : TextAttack
{
    /// <summary>The most neighbours that are tried for a word. Default 50, as in the paper.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MostNeighbors
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MostNeighbors is at least 1.");
    } = 50;

    /// <summary>Parts of speech; null, the default, tries neighbours of all.</summary>
    public WordClasses? WordClasses { get; init; }

    /// <summary>Compares sentences; null, the default, compares none.</summary>
    public SentenceEncoder? Encoder { get; init; }

    /// <summary>The least cosine between the words around a place before and after, as <see cref="Encoder"/> has it. Default 0.7.</summary>
    public double LeastSimilarity { get; init; } = 0.7;

    /// <summary>How many words around a place are compared; a shorter text is not held to <see cref="LeastSimilarity"/>, as in the reference. Default 15.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Window
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Window is at least 1.");
    } = 15;

    /// <inheritdoc/>
    public override string Name => "TextFooler";

    private protected override string Settings => FormattableString.Invariant(
        $"{Neighbors.Count} words with neighbours, {MostNeighbors} each, {(WordClasses is null ? "any part of speech" : $"{WordClasses.Count} words with parts of speech")}, {(Encoder is null ? "sentences not compared" : $"similarity {LeastSimilarity} in {Window} words")}");

    private protected override void ChangeWord(AttackSubject subject, int place)
    {
        var word = subject.Text.Words[place];
        var all = Neighbors.Of(word).Take(MostNeighbors).Where(other => WordClasses?.Fit(word, other) != false)
            .Select(other => subject.Candidate(place, WordCase.Like(other, word))).ToArray();
        var similarities = Similarities(subject.Text, all, place);
        var least = subject.Text.Words.Count < Window ? double.NegativeInfinity : LeastSimilarity;
        int[] kept = [.. Enumerable.Range(0, all.Length).Where(i => similarities[i] >= least)];
        var answers = subject.Ask([.. kept.Select(i => all[i])]);
        var turned = kept.Zip(answers).Where(each => subject.IsFooledBy(each.Second)).ToArray();
        if (turned.Length > 0)
        {
            var (best, answer) = turned.MaxBy(each => similarities[each.First]);
            subject.Take(place, all[best], answer);
        }
        else
        {
            subject.TakeWorst(place, [.. kept.Select(i => all[i])], answers);
        }
    }

    private double[] Similarities(SplitText text, SplitText[] candidates, int place)
    {
        if (Encoder is null || candidates.Length == 0)
        {
            return [.. candidates.Select((_, i) => (double)-i)];
        }

        var before = Vector(text.Window(place, Window));
        return [.. candidates.Select(candidate => VectorSimilarities.Cosine(before, Vector(candidate.Window(place, Window))))];
    }

    private float[] Vector(string text)
    {
        var vector = new float[Encoder!.Dimensions];
        Encoder.Encode(text, vector);
        return vector;
    }
}
