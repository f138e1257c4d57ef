using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Tests.Evaluation;

public class MultiLabelPredictionsTests
{
    private const int Labels = 4;

    [Test]
    public void Measures_RandomSets_EqualThoseOfBits()
    {
        var (predicted, gold) = (Sets(50, seed: 1), Sets(50, seed: 2));

        var predictions = new MultiLabelPredictions(predicted, gold);

        var (found, right) = (Bits(predicted), Bits(gold));
        double F1(Func<int, bool> counts) => 2 * Count((f, r) => f && r, counts) / (Count((f, _) => f, counts) + Count((_, r) => r, counts));
        double Count(Func<bool, bool, bool> of, Func<int, bool> counts) =>
            Enumerable.Range(0, found.Length).Sum(row => Enumerable.Range(0, Labels).Count(label => counts(label) && of(found[row][label], right[row][label])));
        Assert.That(predictions.F1(), Is.EqualTo(F1(_ => true)).Within(1e-12));
        Assert.That(predictions.MacroF1(), Is.EqualTo(Enumerable.Range(0, Labels).Average(label => F1(each => each == label))).Within(1e-12));
        Assert.That(predictions.Precision(), Is.EqualTo(Count((f, r) => f && r, _ => true) / Count((f, _) => f, _ => true)).Within(1e-12));
        Assert.That(predictions.Recall(2), Is.EqualTo(Count((f, r) => f && r, label => label == 2) / Count((_, r) => r, label => label == 2)).Within(1e-12));
        Assert.That(predictions.ExactRows, Is.EqualTo(found.Zip(right).Count(row => row.First.SequenceEqual(row.Second))).And.Positive);
    }

    [Test]
    public void MacroF1_LabelsThatOccurNowhere_AreLeftOut()
    {
        var none = new MultiLabelPredictions([new([])], [new([])]);

        Assert.That(none.MacroF1(), Is.NaN);
        Assert.That((none.F1(), none.ExactRows), Is.EqualTo((0, 1)));
        Assert.That(new MultiLabelPredictions([new([3])], [new([3])]).MacroF1(), Is.EqualTo(1));
    }

    [Test]
    public void BestConstantF1_Sets_IsThatOfTheBestOfAllConstants()
    {
        var gold = Sets(30, seed: 3);
        var constants = Enumerable.Range(0, 1 << Labels).Select(bits => new LabelSet([.. Enumerable.Range(0, Labels).Where(label => (bits >> label & 1) != 0)]));

        var best = constants.Max(set => new MultiLabelPredictions([.. gold.Select(_ => set)], gold).F1());

        Assert.That(MultiLabelPredictions.BestConstantF1(gold), Is.EqualTo(best).Within(1e-12));
        Assert.That(MultiLabelPredictions.BestConstantF1([new([])]), Is.Zero);
    }

    [Test]
    public void Constructor_OtherNumberOfRows_Throws() =>
        Assert.That(() => new MultiLabelPredictions([new([1])], []), Throws.ArgumentException.With.Message.Contains("1 predicted rows"));

    private static LabelSet[] Sets(int rows, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => new LabelSet([.. Enumerable.Range(0, Labels).Where(label => random.Next(Labels + 1) <= label)]))];
    }

    private static bool[][] Bits(LabelSet[] sets) => [.. sets.Select(set => Enumerable.Range(0, Labels).Select(label => set.Labels.Contains(label)).ToArray())];
}
