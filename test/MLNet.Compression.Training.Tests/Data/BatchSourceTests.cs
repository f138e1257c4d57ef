using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Tests.Data;

/// <summary>What steps learn from.</summary>
[TestFixture]
internal sealed class BatchSourceTests
{
    private const ulong Seed = 7;

    [Test]
    public void Step_RowsOfTwoSets_UsesEachOnceAnEpochInAnyOrderOfAsking()
    {
        var source = new RowSource([Labeled(10), Unlabeled(7)], new StepShape(3, 2));

        var rows = Enumerable.Range(0, 3).SelectMany(step => RowsOf(source, step)).ToArray();
        var second = Enumerable.Range(3, 3).SelectMany(step => RowsOf(source, step)).ToArray();

        Assert.That(source.StepsPerEpoch, Is.EqualTo(3));
        Assert.That(rows, Is.Unique.And.Length.EqualTo(17));
        Assert.That(second, Is.EquivalentTo(rows).And.Not.EqualTo(rows));
        Assert.That(RowsOf(source, 1), Is.EqualTo(RowsOf(new RowSource([Labeled(10), Unlabeled(7)], new StepShape(3, 2)), 1)), "A step does not depend on those before.");
    }

    [Test]
    public void Step_LabeledAndUnlabeledRows_AreInBatchesOfTheirOwn()
    {
        var source = new RowSource([Labeled(10), Unlabeled(7)], new StepShape(6));

        foreach (var batch in Enumerable.Range(0, 3).SelectMany(step => source.Step(step, Seed).ToArray()))
        {
            var set = batch.Segments.Single().Set;
            Assert.That(batch.Targets is NoTargets, Is.EqualTo(set.Name == "unlabelled"));
            Assert.That(batch.Tokens.SequenceCount, Is.EqualTo(batch.Segments.Single().Rows.Length));
        }
    }

    [Test]
    public void Step_TargetsOfNoInterest_KeepsRowsTogether()
    {
        var source = new RowSource([Labeled(10), Unlabeled(7)], new StepShape(6), withTargets: false);

        var batch = source.Step(0, Seed).Single();

        Assert.That(batch.Tokens.SequenceCount, Is.EqualTo(6));
        Assert.That(batch.Segments.Sum(segment => segment.Rows.Length), Is.EqualTo(6));
        Assert.That(batch.Targets, Is.TypeOf<NoTargets>());
        Assert.That(source.BatchesPerStep, Is.EqualTo(1));
    }

    [Test]
    public void Step_Mixed_HasAShareOfEachAndBeginsTheShorterAgain()
    {
        var source = (MixedSource)BatchMix.Mixed(0.25).SourceOf(new(Labeled(4), Unlabeled(60), new StepShape(8), WithTargets: true, Transform: null));

        Assert.That(source.StepsPerEpoch, Is.EqualTo(10));
        for (var step = 0; step < 10; step++)
        {
            var batches = source.Step(step, Seed);
            Assert.That(batches.Select(batch => (batch.Segments.Single().Set.Name, batch.Tokens.SequenceCount)), Is.EqualTo([("labelled", 2), ("unlabelled", 6)]));
        }

        Assert.That(Enumerable.Range(0, 2).SelectMany(step => RowsOf(source, step)).Where(row => row.Set == "labelled"), Is.Unique.And.Exactly(4).Items);
    }

    [Test]
    public void Step_Alternating_TakesTurns()
    {
        var source = BatchMix.Alternating(1, 2).SourceOf(new(Labeled(8), Unlabeled(16), new StepShape(4), WithTargets: true, Transform: null));

        var names = Enumerable.Range(0, 6).Select(step => source.Step(step, Seed).Single().Segments.Single().Set.Name);

        Assert.That(source.StepsPerEpoch, Is.EqualTo(6));
        Assert.That(names, Is.EqualTo(["labelled", "unlabelled", "unlabelled", "labelled", "unlabelled", "unlabelled"]));
        Assert.That(Enumerable.Range(0, 6).SelectMany(step => RowsOf(source, step)), Is.Unique.And.Exactly(24).Items);
    }

    [Test]
    public void Step_OtherTokenizer_HasTheSameRows()
    {
        var rows = new TextRows("rows", TinyModels.Data(20), TinyModels.Data(20));
        var batch = new RowSource([rows], new StepShape(8)).Step(0, Seed).Single();

        Assert.That(batch.TokensOf(1).Ids.ToArray(), Is.EqualTo(batch.Tokens.Ids.ToArray()));
        Assert.That(() => new TextRows("rows", TinyModels.Data(20), TinyModels.Data(19)), Throws.ArgumentException.With.Message.Contains("20").And.Message.Contains("19"));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(-0.5)]
    [TestCase(double.NaN)]
    public void Mixed_ShareOfOneKindAlone_IsRefused(double share) => Assert.That(() => BatchMix.Mixed(share), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static (string Set, int Row)[] RowsOf(BatchSource source, long step) =>
        [.. source.Step(step, Seed).SelectMany(batch => batch.Segments).SelectMany(segment => segment.Rows.Select(row => (segment.Set.Name, row)))];

    private static TextRows Labeled(int rows) => new("labelled", TinyModels.Data(rows));

    private static TextRows Unlabeled(int rows)
    {
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        foreach (var (text, _) in TinyModels.Texts(rows, seed: 3))
        {
            data.Add(text.AsMemory(), null);
        }

        return new TextRows("unlabelled", data);
    }
}
